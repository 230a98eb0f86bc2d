import AsyncHTTPClient
import ClientMeasuring
import NIOCore
import PeerReading

/// A work that a client does, with a task for each stream.
struct Load: Sendable {
    let client: HTTPClient
    let work: Work
    private let request: HTTPClientRequest

    init(client: HTTPClient, work: Work, url: String) {
        self.client = client
        self.work = work
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers = [
            "Content-Type": "application/json", "Accept": "text/event-stream, application/json",
            "Authorization": "Bearer sk-bench",
        ]
        request.body = .bytes(ByteBuffer(string: work.body))
        self.request = request
    }

    func run<R: Reading>(_ reading: R.Type) async throws -> Tally {
        try await withThrowingTaskGroup(of: Tally.self) { group in
            for stream in 0..<work.streams {
                group.addTask { try await one(R(work), requests: work.requests(of: stream)) }
            }
            return try await group.reduce(into: Tally()) { $0.add($1) }
        }
    }

    private func one(_ reading: some Reading, requests: Int) async throws -> Tally {
        var reading = reading
        for _ in 0..<requests {
            let response = try await client.execute(request, deadline: .distantFuture)
            for try await bytes in response.body {
                try bytes.withUnsafeReadableBytes { try reading.take($0) }
            }
            try reading.end()
        }
        return reading.tally
    }
}
