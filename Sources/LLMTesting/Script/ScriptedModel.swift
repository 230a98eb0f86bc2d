public import LLM

/// A model that answers from a script, for tests of code that talks to models.
///
/// Each call takes the next answer, in the order in which calls begin, and is kept in ``calls``. The same answer serves
/// `generate` and `stream`. A stream takes its answer when its first chunk is asked for, as a real one sends nothing
/// before. Models made with `bindTools` share the script and the calls.
///
/// It fails as a real model does: with `LLMError` or `CancellationError`, a failed stream with what it had said until
/// then as the error's `partial`, and an answer without a finish reason as `LLMError.Code.truncated`.
public struct ScriptedModel: ChatModel {
    /// The model that is asked for.
    public let modelID: String

    private let script: ModelScript
    private let clock: CallClock
    private var tools: [ToolDefinition]?

    /// Makes a model that gives these answers, one for each call.
    ///
    /// - Parameters:
    ///   - replies: The answers, in order; a string is an answer of that text.
    ///   - modelID: The model that it claims to be.
    ///   - repeatsLast: Whether the last answer serves all further calls. Otherwise they throw
    ///     `LLMError.Code.configuration`.
    ///   - clock: What delays are waited for on.
    public init(
        _ replies: ScriptedReply...,
        modelID: String = "scripted",
        repeatsLast: Bool = false,
        clock: CallClock = .continuous
    ) {
        self.init(replies: replies, modelID: modelID, repeatsLast: repeatsLast, clock: clock)
    }

    /// Makes a model that gives these answers, one for each call.
    ///
    /// - Parameters:
    ///   - replies: The answers, in order.
    ///   - modelID: The model that it claims to be.
    ///   - repeatsLast: Whether the last answer serves all further calls.
    ///   - clock: What delays are waited for on.
    public init(
        replies: [ScriptedReply],
        modelID: String = "scripted",
        repeatsLast: Bool = false,
        clock: CallClock = .continuous
    ) {
        self.modelID = modelID
        self.script = ModelScript(.list(replies, repeatsLast: repeatsLast))
        self.clock = clock
    }

    /// Makes a model whose answers are computed from the calls.
    ///
    /// - Parameters:
    ///   - modelID: The model that it claims to be.
    ///   - clock: What delays are waited for on.
    ///   - answer: Makes the answer to a call, which is in ``calls`` already; calls at the same time run it at the same
    ///     time. What it throws fails the call.
    public init(
        modelID: String = "scripted",
        clock: CallClock = .continuous,
        answer: @escaping @Sendable (ModelCall) async throws -> ScriptedReply
    ) {
        self.modelID = modelID
        self.script = ModelScript(.computed(answer))
        self.clock = clock
    }

    /// The calls so far, in the order in which they began.
    public var calls: [ModelCall] { script.calls }

    /// How many answers of the list no call has taken; zero for computed answers.
    public var remainingReplies: Int { script.remaining }

    /// Takes the next answer and returns it whole.
    ///
    /// - Parameters:
    ///   - messages: The conversation.
    ///   - options: Settings of this call.
    /// - Returns: The answer.
    /// - Throws: `LLMError` as scripted, `CancellationError` when the task was cancelled.
    public func generate(_ messages: [Message], options: GenerateOptions) async throws -> ChatResponse {
        let (reply, number) = try await script.take(call(messages, options, isStreamed: false))
        var playback = Playback(reply, number: number, isStreamed: false, modelID: modelID, clock: clock)
        while try await playback.next() != nil {}
        return playback.wholeResponse
    }

    /// Describes a streamed answer; it takes the next one when its first chunk is asked for.
    ///
    /// - Parameters:
    ///   - messages: The conversation.
    ///   - options: Settings of this call.
    /// - Returns: A sequence that can be iterated once.
    public func stream(_ messages: [Message], options: GenerateOptions) -> ChatStream {
        let call = call(messages, options, isStreamed: true)
        return ChatStream { [script, clock, modelID] recorder in
            ScriptedSource {
                let (reply, number) = try await script.take(call)
                recorder.metadata = reply.metadata
                return Playback(reply, number: number, isStreamed: true, modelID: modelID, clock: clock)
            }
        }
    }

    /// Returns a model that notes these tools with every call, with the same script.
    ///
    /// - Parameter tools: The tools to offer, in place of any bound before. Empty unbinds.
    /// - Returns: The new model.
    public func bindTools(_ tools: [ToolDefinition]) -> ScriptedModel {
        var bound = self
        bound.tools = tools
        return bound
    }

    private func call(_ messages: [Message], _ options: GenerateOptions, isStreamed: Bool) -> ModelCall {
        ModelCall(modelID: modelID, isStreamed: isStreamed, messages: messages, options: options, tools: tools)
    }
}
