import Bifrost
import FoundationEssentials
import LLM
import LimitReading

/// A chunk's JSON, decoded by several hands.
struct DecodeTimings {
    private static let chunks = ChatText.ringData

    static func all() async throws -> [Timing] {
        var decoder = ChunkDecoder(maximumDepth: 64, detail: [])
        let json = JSONDecoder()
        let data = chunks.map { Data($0) }
        return [
            try await .compare(
                "decode", "",
                [
                    ("swift-bifrost", { try chunks.reduce(0) { $0 + (try size(of: $1, with: &decoder) > 0 ? 1 : 0) } }),
                    ("C, scan", { chunks.reduce(0) { $0 + (scannedSize(of: $1) > 0 ? 1 : 0) } }),
                    (
                        "JSONDecoder, text alone",
                        { try data.reduce(0) { $0 + (try json.decode(TextChunk.self, from: $1).hasText ? 1 : 0) } }
                    ),
                    (
                        "JSONDecoder, every field",
                        { try data.reduce(0) { $0 + (try json.decode(WholeChunk.self, from: $1).hasText ? 1 : 0) } }
                    ),
                ])
        ]
    }

    private static func size(of chunk: [UInt8], with decoder: inout ChunkDecoder) throws -> Int {
        try decoder.decode(chunk.span)?.delta.utf8.count ?? 0
    }

    private static func scannedSize(of chunk: [UInt8]) -> Int {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(READING_TEXT_ROOM)) { text in
            chunk.withUnsafeBytes {
                reading_find_text($0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count, text.baseAddress)
            }
        }
    }
}

private struct TextChunk: Decodable {
    struct Choice: Decodable { var delta: Delta }
    struct Delta: Decodable { var content: String? }

    var choices: [Choice]
    var hasText: Bool { choices.first?.delta.content?.isEmpty == false }
}

/// What the public type of swift-bifrost has of such a chunk.
private struct WholeChunk: Decodable {
    struct Choice: Decodable {
        var index: Int
        var delta: Delta
        var finish_reason: String?
    }
    struct Delta: Decodable {
        var role: String?
        var content: String?
    }
    struct Usage: Decodable {
        var prompt_tokens: Int
        var completion_tokens: Int
        var total_tokens: Int
    }

    var id: String
    var object: String
    var created: Int
    var model: String
    var system_fingerprint: String?
    var choices: [Choice]
    var usage: Usage?
    var hasText: Bool { choices.first?.delta.content?.isEmpty == false }
}
