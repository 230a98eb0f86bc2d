public import LLM

/// One answer of a ``ScriptedModel``: chunks in order, and what happens between them.
///
/// Made by kind, such as ``text(_:finishReason:usage:)``, and changed by what is to go wrong:
/// `.text("Hello there").paced(by: .seconds(1)).failing(afterChunks: 1, with: LLMError(.server, "broken"))`.
public struct ScriptedReply: Sendable {
    enum Step: Sendable {
        case chunk(ChatChunk)
        case delay(Duration)
        case wait(@Sendable () async throws -> Void)
        case failure(LLMError)
    }

    /// Status, headers and what else is known about the call; by default status 200 and one attempt.
    public var metadata = ResponseMetadata(status: 200, attempts: 1)

    var steps: [Step]
    /// Whether chunks without an id and a model get those of the call.
    var isIdentified = false
    /// What `generate` returns instead of the chunks put together.
    var wholeResponse: ChatResponse?

    init(_ chunks: [ChatChunk], isIdentified: Bool = false) {
        steps = chunks.map(Step.chunk)
        self.isIdentified = isIdentified
    }
}

extension ScriptedReply: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    /// Makes an answer of this text, word by word.
    ///
    /// - Parameter value: The text.
    public init(stringLiteral value: String) { self = .text(value) }
}
