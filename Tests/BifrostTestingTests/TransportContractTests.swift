import BifrostTesting
import CurlTransport
import HTTPTransport
import TestSupport
import Testing

@Suite("The contract of transports", .timeLimit(.minutes(5)))
struct TransportContractTests {
    @Test(arguments: TransportContract.allCases)
    func isKeptByLibcurl(_ promise: TransportContract) async throws {
        try await promise.check { try CurlTransport() }
    }

    /// Or its check would show nothing.
    @Test(arguments: TransportContract.allCases)
    func isNotKeptByAFaithlessTransport(_ promise: TransportContract) async {
        await #expect(throws: TransportContract.Violation.self) {
            try await promise.check(within: .milliseconds(100)) { Faithless() }
        }
    }
}

/// Keeps no promise: it sends nothing, answers whatever is asked, and never ends.
private struct Faithless: HTTPTransport {
    func execute(_ request: HTTPRequest) async throws -> HTTPResponse {
        HTTPResponse(
            head: HTTPResponseHead(status: 200, version: "HTTP/1.1", fields: HTTPFields(), requestSent: .now),
            body: HTTPBody(Source()))
    }

    func shutdown(_ mode: ShutdownMode) async {}

    private final class Source: HTTPBodySource {
        func read(until instant: ContinuousClock.Instant?) async throws -> [UInt8]? { nil }
        func cancel() {}
        func finish() {}
        var metrics: TransferMetrics { TransferMetrics() }
    }
}
