/// Closures that are called at the stages of a call, for `generate` and `stream` alike.
///
/// All are optional. They are called one after the other, and the next thing happens when they return:
///
/// 1. ``before``, once
/// 2. for each chunk of a stream: ``chunk``, then ``reasoning`` if it has some; for a whole answer: ``reasoning``
/// 3. ``toolCall`` for each tool call of an answer that is whole
/// 4. exactly one of ``after``, ``error`` and ``cancelled``
///
/// Nothing is called for a stream that nobody iterates. Hooks get the call as ``before`` left it. They see prompts and
/// answers, so what they write down is theirs to answer for.
public struct ModelHooks: ModelMiddleware {
    /// Called before the call is sent; may change it, and may veto it by throwing.
    ///
    /// A thrown error ends the call as it is, ``error`` is told of it, and the model is not asked.
    public var before: (@Sendable (_ call: inout ModelCall) async throws -> Void)?
    /// Called with the whole answer, also when it was streamed.
    ///
    /// A stream's answer is put together only when this or ``toolCall`` is set.
    public var after: (@Sendable (_ call: ModelCall, _ response: ChatResponse) async -> Void)?
    /// Called with each chunk of a stream before it is passed on.
    public var chunk: (@Sendable (_ call: ModelCall, _ chunk: ChatChunk) async -> Void)?
    /// Called with each tool call that may be executed, when the answer is whole.
    ///
    /// Calls that are not complete are left out, and those of a choice that was cut or withheld.
    public var toolCall: (@Sendable (_ call: ModelCall, _ toolCall: ToolCall) async -> Void)?
    /// Called with reasoning of choice 0: piece by piece for a stream, as a whole otherwise.
    public var reasoning: (@Sendable (_ call: ModelCall, _ text: String) async -> Void)?
    /// Called when the call failed; an error that it throws takes the place of the first one.
    ///
    /// Returning leaves the error as it is: no hook can make a failure look like an answer.
    public var error: (@Sendable (_ call: ModelCall, _ error: any Error) async throws -> Void)?
    /// Called when the task was cancelled, or the stream's consumer stopped before its end.
    ///
    /// It is called in whatever task lets go of the stream, so it must be quick.
    public var cancelled: (@Sendable (_ call: ModelCall) -> Void)?

    /// Makes hooks.
    ///
    /// - Parameters:
    ///   - before: Called before the call is sent.
    ///   - after: Called with the whole answer.
    ///   - chunk: Called with each chunk of a stream.
    ///   - toolCall: Called with each tool call that may be executed.
    ///   - reasoning: Called with reasoning.
    ///   - error: Called when the call failed.
    ///   - cancelled: Called when nobody waits for the answer any more.
    public init(
        before: (@Sendable (_ call: inout ModelCall) async throws -> Void)? = nil,
        after: (@Sendable (_ call: ModelCall, _ response: ChatResponse) async -> Void)? = nil,
        chunk: (@Sendable (_ call: ModelCall, _ chunk: ChatChunk) async -> Void)? = nil,
        toolCall: (@Sendable (_ call: ModelCall, _ toolCall: ToolCall) async -> Void)? = nil,
        reasoning: (@Sendable (_ call: ModelCall, _ text: String) async -> Void)? = nil,
        error: (@Sendable (_ call: ModelCall, _ error: any Error) async throws -> Void)? = nil,
        cancelled: (@Sendable (_ call: ModelCall) -> Void)? = nil
    ) {
        self.before = before
        self.after = after
        self.chunk = chunk
        self.toolCall = toolCall
        self.reasoning = reasoning
        self.error = error
        self.cancelled = cancelled
    }

    /// Answers a call by calling on, with the hooks around it.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - next: The rest of the chain.
    /// - Returns: The answer.
    /// - Throws: What the rest of the chain or a hook throws.
    public func respond(to call: ModelCall, next: Next) async throws -> ModelAnswer {
        var changed = call
        do {
            try await before?(&changed)
        } catch {
            throw await HookedCall(changed, self).failed(error)
        }
        return try await HookedCall(changed, self).answer(next)
    }
}
