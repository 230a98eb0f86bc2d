import CurlTransport
import HTTPTransport

/// An HTTP/2 server with faults, and a client that trusts it.
struct HTTP2Pair: Sendable {
    let server: FaultyServer
    let transport: CurlTransport
    private let authority: String

    init(_ arguments: String..., adjust: (inout CurlTransport.Configuration) -> Void = { _ in }) throws {
        let certificates = try Certificates()
        server = try .http2(certificates.leaf(), arguments)
        authority = try certificates.authorityText
        transport = try Self.transport(trusting: authority, adjust)
    }

    /// Another client, without a connection.
    func freshTransport() throws -> CurlTransport { try Self.transport(trusting: authority) { _ in } }

    private static func transport(
        trusting authority: String, _ adjust: (inout CurlTransport.Configuration) -> Void
    ) throws -> CurlTransport {
        try CurlTransport(.http2) {
            $0.tls.authorities = .pem(authority)
            adjust(&$0)
        }
    }

    /// Asks for a path.
    func get(_ path: String, _ limits: TransferLimits = .patient) async throws -> HTTPResponse {
        var request = HTTPRequest.get(server.url(path))
        request.limits = limits
        return try await transport.execute(request)
    }

    /// How an exchange with a small body in the request ended.
    struct Outcome: Sendable {
        var text = ""
        /// Nil when the answer was whole.
        var error: HTTPTransportError?
        var metrics: TransferMetrics?
    }

    /// Sends a small body to a path, and reads the answer to its end.
    func post(_ path: String, _ limits: TransferLimits = .patient) async throws -> Outcome {
        var outcome = Outcome()
        var request = HTTPRequest.post(server.url(path))
        request.limits = limits
        do {
            let body = try await transport.execute(request).body
            while let bytes = try await body.read() { outcome.text += String(decoding: bytes, as: UTF8.self) }
            outcome.metrics = body.metrics
        } catch let error as HTTPTransportError {
            outcome.error = error
            outcome.metrics = error.metrics
        }
        return outcome
    }

    /// Whether a further request is answered on the one connection that there is.
    func isConnectionReused() async throws -> Bool {
        let body = try await get("/plain").body
        return try await body.text() == "hello" && body.metrics.reusedConnection
            && server.seen("connection").count == 1
    }
}
