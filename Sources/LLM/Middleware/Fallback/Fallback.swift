/// Asks other models when one fails, one after the other, until one answers.
///
/// `generate` and streams alike. Once an answer has begun no other model is asked: chunks of a stream that carry no
/// content are held back until the first that does, and an error after that is the caller's. A cancelled call never
/// falls back.
///
/// Each model gets the call with the tools that are bound (``ModelCall/tools``). The final error is that of the model
/// that was asked last; those of the others are in ``LLMError/previousFailures``. Who answered is in
/// ``ResponseMetadata/answeringModel``.
///
/// One deadline holds for all models together: ``TimeLimits/total`` of the call, else that of the fallback. Where
/// neither says, each model has its own. The other limits hold for each model anew.
public struct Fallback: ModelMiddleware {
    private let models: [any ChatModel]
    private let total: TimeLimit
    private let clock: CallClock
    private let condition: @Sendable (LLMError) -> Bool

    /// Makes a fallback.
    ///
    /// - Parameters:
    ///   - models: The models to ask after the first, in order. Empty never falls back.
    ///   - total: How long all models together may take, where the call does not say. `.inherit` and `.off` set no
    ///     common limit.
    ///   - clock: Measures that limit.
    ///   - condition: Whether a failure leads to the next model; the default is ``isPassing(_:)``. Errors other than
    ///     ``LLMError`` never do.
    public init(
        to models: [any ChatModel],
        total: TimeLimit = .inherit,
        clock: CallClock = .continuous,
        when condition: @escaping @Sendable (LLMError) -> Bool = Fallback.isPassing
    ) {
        self.models = models
        self.total = total
        self.clock = clock
        self.condition = condition
    }

    /// Whether a failure says more about the service than about the call, so that another model may well answer.
    ///
    /// Those that ``LLMError/isRetryable``, and the classes `rateLimited`, `server`, `overloaded`, `timeout`,
    /// `truncated` and `connect` even if the same model should not be asked again. Not a wrong request, a wrong key, a
    /// missing permission or model, a spent budget, or an answer that cannot be read.
    ///
    /// - Parameter error: The failure.
    /// - Returns: Whether to ask another model.
    public static func isPassing(_ error: LLMError) -> Bool { error.isRetryable || error.code.isRetryable }

    /// Answers a call by calling on, and by asking the other models when that fails.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - next: The rest of the chain, with the first model at its end.
    /// - Returns: The answer.
    /// - Throws: The error of the model that was asked last, `CancellationError` when the task was cancelled.
    public func respond(to call: ModelCall, next: @escaping Next) async throws -> ModelAnswer {
        let limit = call.options.limits.total.or(total)
        let run = FallbackRun(
            call: call,
            candidates: [.init(id: call.modelID, answer: next)]
                + models.map { .init(id: $0.modelID, answer: $0.answer) },
            limit: limit,
            deadline: limit.duration.map(clock.now().advanced(by:)),
            clock: clock,
            condition: condition
        )
        guard call.isStreamed else { return .response(try await run.response()) }
        return .stream(ChatStream { FallbackSource(run, $0) })
    }
}
