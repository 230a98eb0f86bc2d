import AsyncHTTPClient
import ClientMeasuring
import NIOCore
import PeerReading

/// Streams one chat; without a URL it only gets ready.
///
/// See `Sources/BareChat/Chat.swift`.
@main
enum Chat {
    static func main() async throws {
        let client = HTTPClient.shared
        guard let url = CommandLine.arguments.dropFirst().first else { return }
        let work = Work.burst(streams: 1, chunks: 1)
        var request = HTTPClientRequest(url: url + "/chat/completions")
        request.method = .POST
        request.headers = ["Content-Type": "application/json", "Authorization": "Bearer sk-bench"]
        request.body = .bytes(ByteBuffer(string: work.body))
        var reading = DecoderReading(work)
        for try await bytes in try await client.execute(request, deadline: .distantFuture).body {
            try bytes.withUnsafeReadableBytes { try reading.take($0) }
        }
        print(reading.tally.characters)
    }
}
