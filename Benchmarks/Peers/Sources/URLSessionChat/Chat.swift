import ClientMeasuring
import Foundation
import FoundationNetworking
import PeerReading

/// Streams one chat; without a URL it only gets ready.
///
/// See `Sources/BareChat/Chat.swift`.
@main
enum Chat {
    static func main() async throws {
        let session = URLSession(configuration: .ephemeral)
        guard let base = CommandLine.arguments.dropFirst().first, let url = URL(string: base + "/chat/completions")
        else { return }
        let work = Work.burst(streams: 1, chunks: 1)
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = Data(work.body.utf8)
        var reading = DecoderReading(work)
        try await session.data(for: request).0.withUnsafeBytes { try reading.take($0) }
        print(reading.tally.characters)
    }
}
