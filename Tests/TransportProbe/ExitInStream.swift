import CurlTransport
import Glibc
import HTTPTransport

/// Ends the process when that many of fifty streams have begun.
@Sendable func exitInStream(_ input: ProbeInput) async throws -> Findings {
    let transport = try input.transport()
    let (begun, note) = AsyncStream<Void>.makeStream()
    for _ in 0..<50 {
        Task {
            let body = try await transport.execute(input.request("/stream")).body
            note.yield()
            while try await body.read() != nil {}
        }
    }
    var left = input.count
    for await _ in begun {
        left -= 1
        if left <= 0 { exit(0) }
    }
    return [:]
}
