/// A race of two calls, the second of which starts late or never.
struct HedgeRace<Prize: Sendable>: Sendable {
    private enum Event: Sendable {
        case first(Result<Prize, any Error>)
        case second(Result<Prize, any Error>)
        case late
        /// The wait for the first one ended before its time.
        case undelayed
    }

    let first: @Sendable () async throws -> Prize
    let second: @Sendable () async throws -> Prize
    let delay: Duration
    let clock: CallClock
    /// Whether the second call may be made, because the first is late, or has failed with this.
    let mayStartSecond: @Sendable (_ failure: (any Error)?) -> Bool

    /// Returns what the winner brings; when it returns or throws, all else has ended.
    func run() async throws -> Prize {
        try await withThrowingTaskGroup(of: Event.self) { group in
            group.addTask { .first(await outcome(of: first)) }
            group.addTask { await wait() }
            var standing = Standing()
            for try await event in group {
                switch try standing.heard(event, mayStartSecond) {
                case .wait: break
                case .startSecond: group.addTask { .second(await outcome(of: second)) }
                case .win(let prize):
                    group.cancelAll()
                    return prize
                }
            }
            throw CancellationError()
        }
    }

    private func outcome(of call: @Sendable () async throws -> Prize) async -> Result<Prize, any Error> {
        do { return .success(try await call()) } catch { return .failure(error) }
    }

    private func wait() async -> Event {
        do {
            try await clock.sleep(delay)
            return .late
        } catch {
            return .undelayed
        }
    }
}

extension HedgeRace {
    /// Who runs and who has failed.
    private struct Standing {
        private var secondStarted = false
        private var firstFailure: (any Error)?
        private var secondFailure: (any Error)?

        enum Action {
            case wait
            case startSecond
            case win(Prize)
        }

        /// - Throws: What the call fails with when nobody can win any more.
        mutating func heard(
            _ event: Event, _ mayStartSecond: (_ failure: (any Error)?) -> Bool
        ) throws -> Action {
            switch event {
            case .first(.success(let prize)), .second(.success(let prize)):
                return .win(prize)
            case .first(.failure(let error)):
                firstFailure = error
            case .second(.failure(let error)):
                secondFailure = error
            case .late:
                return startSecond(mayStartSecond) ? .startSecond : .wait
            case .undelayed:
                return .wait
            }
            try Task.checkCancellation()
            guard let firstFailure else { return .wait }
            if let secondFailure { throw Self.error(firstFailure, secondFailure) }
            if secondStarted { return .wait }
            guard startSecond(mayStartSecond) else { throw firstFailure }
            return .startSecond
        }

        private mutating func startSecond(_ isAllowed: (_ failure: (any Error)?) -> Bool) -> Bool {
            guard !secondStarted, !Task.isCancelled, isAllowed(firstFailure) else { return false }
            secondStarted = true
            return true
        }

        private static func error(_ first: any Error, _ second: any Error) -> any Error {
            guard var error = first as? LLMError else { return first }
            error.cause = Hedge.Failures(first: first, second: second)
            return error
        }
    }
}
