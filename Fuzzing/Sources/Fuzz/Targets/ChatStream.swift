@testable import Bifrost
import LLM

extension FuzzTarget {
    /// The body of a streamed chat: pieces against the whole, and what the chunks add up to against what was kept.
    static let chatStream = FuzzTarget(name: "chat-stream", vectors: "chat-stream.json") { input in
        for detail in [[], [.additionalFields, .rawJSON]] as [AnswerDetail] {
            let decoder = decoder("text/event-stream", AnswerLimits(), detail)
            let outcome = decoder.outcome(of: [input])
            outcome.partial?.check()
            if outcome.failure?.code != .malformed {
                expectEqual(outcome.partial, response(of: outcome.elements), "what was kept and what was handed on")
            }
            decoder.expectSameInPieces(input)
        }
        decoder(nil, .narrow, []).expectSameInPieces(input)
        decoder("application/json", .narrow, []).expectSameInPieces(input)
    }

    private static func decoder(
        _ contentType: String?, _ limits: AnswerLimits, _ detail: AnswerDetail
    ) -> ChatStreamDecoder {
        ChatStreamDecoder(contentType: contentType, limits: limits, detail: detail, errors: .fuzzed)
    }

    private static func response(of chunks: [ChatChunk]) -> ChatResponse? {
        var accumulator = ChatAccumulator()
        for chunk in chunks { accumulator.add(chunk) }
        return chunks.isEmpty ? nil : accumulator.response()
    }
}
