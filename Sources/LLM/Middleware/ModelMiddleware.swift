/// Stands between a caller and a model, and sees `generate` and `stream` alike.
///
/// Add it with `ChatModel.with`. A middleware may change the call, answer by itself, call on more than once, look at
/// the answer or replace it. It answers in the form that was asked for (``ModelCall/isStreamed``).
///
/// For a stream it runs when the first element is asked for, never before: what it takes hold of is not held by a
/// stream that nobody iterates. It returns before the answer is there, so that what must last until the stream's end
/// belongs into the stream that it returns (``ChatStream/init(over:source:)``).
public protocol ModelMiddleware: Sendable {
    /// Answers a call, by calling on or otherwise.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - next: The rest of the chain, with the model at its end; it may be kept for a stream that is iterated later.
    /// - Returns: The answer, in the form that was asked for.
    /// - Throws: ``LLMError`` for every failure, `CancellationError` when the task was cancelled.
    func respond(to call: ModelCall, next: @escaping Next) async throws -> ModelAnswer
}

extension ModelMiddleware {
    /// The rest of a chain, with the model at its end.
    public typealias Next = @Sendable (ModelCall) async throws -> ModelAnswer
}
