private import Synchronization

/// Asks a second time when the first content is late, and takes the answer that comes first.
///
/// Slow answers become rare, at a price: the loser is cancelled at once and its connection closed, but the
/// provider may bill what it had done by then. So a hedge is never there by itself, and it is kept in bounds: of n calls at most
/// share × n + burst are asked twice, however slow the service is.
///
/// - For `stream` the race ends with the first content of either; from then on only the winner is read.
/// - For `generate` it ends with the first whole answer, so that the delay must be longer than a usual answer takes.
/// - When the first one fails early in a way that may pass, the second is asked at once, within the same bounds. The
///   same model is not asked again at once when it was too much for it, or when it has named a time.
/// - When both fail, the error is the first one's, with ``Failures`` as its cause.
///
/// The loser has ended before the first chunk or the answer is returned, so that a model that ignores its cancellation
/// delays the winner.
///
/// It is one object: its bounds hold for all models that it is put before.
public final class Hedge: ModelMiddleware {
    private let delay: Duration
    private let other: (any ChatModel)?
    private let clock: CallClock
    private let budget: Mutex<HedgeBudget>

    /// Makes a hedge.
    ///
    /// - Parameters:
    ///   - delay: How long the first content is waited for; zero asks twice from the start. A good value is what nineteen
    ///     of twenty calls need.
    ///   - other: Whom to ask then. Nil asks the same model, through the rest of the chain; another model is
    ///     asked directly.
    ///   - share: The share of calls that may be asked twice in the long run, 0 to 1.
    ///   - burst: How many calls may be asked twice beyond that share, at least one.
    ///   - clock: The time by which it waits.
    /// - Throws: ``LLMError/Code/configuration`` for a value out of its range.
    public init(
        after delay: Duration,
        to other: (any ChatModel)? = nil,
        share: Double = 0.1,
        burst: Int = 10,
        clock: CallClock = .continuous
    ) throws(LLMError) {
        guard delay >= .zero, 0...1 ~= share, 1...1_000_000 ~= burst else {
            throw LLMError(
                .configuration, "a hedge needs a delay of zero or more, a share of 0 to 1, and a burst of 1 to 1000000")
        }
        self.delay = delay
        self.other = other
        self.clock = clock
        budget = Mutex(HedgeBudget(share: share, burst: burst))
    }

    /// Calls on, and a second time when that is late.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - next: The rest of the chain.
    /// - Returns: The answer of the winner.
    /// - Throws: What the first call failed with when the second was not made or failed too, and
    ///   `CancellationError` when the task was cancelled.
    public func respond(to call: ModelCall, next: @escaping Next) async throws -> ModelAnswer {
        let second: Next = if let other { { try await other.answer($0) } } else { next }
        guard call.isStreamed else {
            return .response(try await race({ try await next(call).collect() }, { try await second(call).collect() }))
        }
        return .stream(
            ChatStream { recorder in
                HedgedSource(recorder: recorder) {
                    try await self.race(
                        { try await StreamHead(of: next(call).stream()) },
                        { try await StreamHead(of: second(call).stream()) })
                }
            })
    }

    private func race<Prize: Sendable>(
        _ first: @escaping @Sendable () async throws -> Prize, _ second: @escaping @Sendable () async throws -> Prize
    ) async throws -> Prize {
        budget.withLock { $0.callMade() }
        let race = HedgeRace(first: first, second: second, delay: delay, clock: clock) { failure in
            self.isWorthSecond(failure) && self.budget.withLock { $0.spend() }
        }
        return try await race.run()
    }

    /// Whether a second call may succeed where the first has failed, or is late.
    private func isWorthSecond(_ failure: (any Error)?) -> Bool {
        guard let failure else { return true }
        guard let error = failure as? LLMError, error.isRetryable else { return false }
        return other != nil || error.code != .rateLimited && error.retryAfter == nil && !(error.cause is CallRefusal)
    }
}

extension Hedge {
    /// What both calls failed with: the ``LLMError/cause`` of the error that is thrown then.
    public struct Failures: Error {
        /// What the first call failed with.
        public let first: any Error
        /// What the second call failed with.
        public let second: any Error
    }
}
