import CurlTransport
import HTTPTransport

/// Needs the preloaded name lookup: `moved.test` has a new address once nobody accepts at the old one.
@Sendable func movedHost(_ input: ProbeInput) async throws -> Findings {
    let transport = try input.transport()
    var refused = false
    do {
        _ = try await transport.execute(input.request())
    } catch let error as HTTPTransportError {
        refused = error.code == .connect
    }
    let status = try await transport.execute(input.request()).head.status
    return ["isRefusedAtFirst": refused, "status": status]
}
