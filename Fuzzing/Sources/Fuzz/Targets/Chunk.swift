@testable import Bifrost
import FoundationEssentials
@testable import LLM

extension FuzzTarget {
    /// The decoder of chunks: against the tree of the same JSON, the same JSON in another spelling, and a plain
    /// `Decodable` read by Foundation.
    static let chunk = FuzzTarget(name: "chunk", vectors: "chat-stream.json", seeds: JSONSeeds.all) { input in
        let tree = JSONRewriter(input) == nil ? nil : try? JSONValue(parsing: input)
        switch Result(catching: { try decode(input) }) {
        case .failure:
            expect(tree?.objectValue == nil, "an object that cannot be decoded")
        case .success(let chunk):
            expect(JSONRewriter(input) != nil, "decoded, but not JSON")
            guard let rewritten = JSONRewriter(input)?.text else { return }
            expectEqual(chunk?.withPlainArguments, (try? decode(rewritten))??.withPlainArguments, "in another spelling")
            if let chunk { compareWithFoundation(chunk, input) }
        }
    }

    private static func decode(_ bytes: [UInt8]) throws -> ChatChunk? {
        var decoder = ChunkDecoder(maximumDepth: 512, detail: .additionalFields)
        return try decoder.decode(bytes.span)
    }

    private static func compareWithFoundation(_ chunk: ChatChunk, _ input: [UInt8]) {
        guard JSONRewriter(input)?.repeatedNames == 0,
            let plain = try? JSONDecoder().decode(PlainChunk.self, from: Data(input))
        else { return }
        expectEqual(chunk.id, plain.id, "the id")
        expectEqual(chunk.model, plain.model, "the model")
        expectEqual(chunk.choices.map(\.index), plain.choices.enumerated().map { $1.index ?? $0 }, "indices")
        for (choice, plain) in zip(chunk.choices, plain.choices) where plain.message == nil {
            expectEqual(choice.text, plain.delta?.content ?? "", "the text")
            expectEqual(choice.role?.rawValue ?? "", plain.delta?.role ?? "", "the role")
            expectEqual(choice.finishReason?.rawValue ?? "", plain.finishReason ?? "", "the reason")
        }
    }
}

/// A chunk as the protocol has it; what has other types is not compared.
private struct PlainChunk: Decodable {
    struct Choice: Decodable {
        var index: Int?
        var delta: Delta?
        var message: JSONValue?
        var finishReason: String?

        enum CodingKeys: String, CodingKey {
            case index, delta, message
            case finishReason = "finish_reason"
        }
    }

    struct Delta: Decodable {
        var role: String?
        var content: String?
    }

    var id: String?
    var model: String?
    var choices: [Choice]
}

extension ChatChunk {
    /// With arguments that were sent as objects spelled in one way.
    fileprivate var withPlainArguments: ChatChunk {
        var chunk = self
        for choice in chunk.choices.indices {
            for call in chunk.choices[choice].toolCalls.indices {
                let arguments = chunk.choices[choice].toolCalls[call].arguments
                guard let json = try? JSONValue(parsing: arguments), json.objectValue != nil,
                    let text = try? json.serializedText()
                else { continue }
                chunk.choices[choice].toolCalls[call].arguments = text
            }
        }
        return chunk
    }
}
