import CurlTransport
import HTTPTransport
import TestSupport
import Testing

extension CurlTransport {
    /// Asks for the counts until they are as they should be; a test that is stuck fails.
    func waitFor(
        limit: Duration = .seconds(60), sourceLocation: SourceLocation = #_sourceLocation,
        _ isReached: (Snapshot) -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + limit
        var latest = await snapshot()
        while !isReached(latest) {
            try #require(ContinuousClock.now < deadline, "stuck at \(latest)", sourceLocation: sourceLocation)
            await Task.yield()
            latest = await snapshot()
        }
    }
}

extension RawServer {
    func get(path: String) -> HTTPRequest { HTTPRequest(method: "GET", url: url + path) }
}
