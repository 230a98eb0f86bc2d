import LLM
import Synchronization

/// Makes the call of one line, within the limits of rate, and gives it up while it has not begun.
struct MapCaller: Sendable {
    /// How a line's call ends.
    enum Outcome: Sendable {
        case answered(ChatResponse)
        case failed(LLMError)
        /// Nothing is known: it was never begun, or was cancelled.
        case left
    }

    let model: @Sendable (_ name: String?) throws -> any ChatModel
    let options: GenerateOptions
    let isStreamed: Bool
    let limiter: RateLimiter
    let stop: StopSignal

    func call(_ request: RequestLine) async -> Outcome {
        let beginning = Beginning()
        return await withTaskGroup(of: Outcome?.self) { group in
            group.addTask { await outcome(of: request, beginning) }
            group.addTask {
                await stop.wait()
                return nil
            }
            while let next = await group.next() {
                if let outcome = next {
                    group.cancelAll()
                    return outcome
                }
                // It stands in line still: let it go.
                if stop.isGiven, beginning.isForestalled() { group.cancelAll() }
            }
            return .left
        }
    }

    private func outcome(of request: RequestLine, _ beginning: Beginning) async -> Outcome {
        do {
            return .answered(try await answer(request, beginning))
        } catch let error as LLMError {
            return .failed(error)
        } catch {
            return .left
        }
    }

    private func answer(_ request: RequestLine, _ beginning: Beginning) async throws -> ChatResponse {
        let model = try model(request.model)
        var options = options
        options.extraFields.merge(request.fields) { $1 }
        let chain = MiddlewareModel.chain(model, limiter, beginning)
        guard isStreamed else { return try await chain.generate(request.messages, options: options) }
        return try await chain.stream(request.messages, options: options).collect()
    }
}

extension MiddlewareModel {
    fileprivate static func chain(
        _ model: some ChatModel, _ middleware: any ModelMiddleware, _ other: any ModelMiddleware
    ) -> MiddlewareModel {
        model.with(middleware, other)
    }
}

/// Stands behind the limiter: a call that has come past it has begun.
private final class Beginning: ModelMiddleware {
    private enum State {
        /// It may stand in line; any may follow.
        case awaited
        /// It was sent, or is about to be. Nothing follows.
        case begun
        /// It must not be sent any more. Nothing follows.
        case forestalled
    }

    private let state = Mutex(State.awaited)

    /// Keeps the call from beginning; false when it has begun.
    func isForestalled() -> Bool {
        state.withLock { state in
            if state == .awaited { state = .forestalled }
            return state == .forestalled
        }
    }

    func respond(to call: ModelCall, next: @escaping Next) async throws -> ModelAnswer {
        let mayBegin = state.withLock { state in
            if state == .awaited { state = .begun }
            return state == .begun
        }
        guard mayBegin else { throw CancellationError() }
        return try await next(call)
    }
}
