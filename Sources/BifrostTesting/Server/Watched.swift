import Synchronization

/// A value that tasks can wait on: the change that makes a waiter's condition true resumes it.
final class Watched<Value: Sendable>: Sendable {
    private struct Waiter: Sendable {
        /// What resumes the waiter, if its condition holds for the value.
        let resumption: @Sendable (Value) -> (@Sendable () -> Void)?
        let giveUp: @Sendable () -> Void
    }

    private struct State: Sendable {
        var value: Value
        /// Nil stands for a waiter that has a number and is about to suspend.
        var waiters: [Int: Waiter?] = [:]
        var nextNumber = 0
    }

    private let state: Mutex<State>

    init(_ value: Value) { state = Mutex(State(value: value)) }

    var value: Value { state.withLock(\.value) }

    /// Changes the value and resumes those whose condition now holds.
    @discardableResult
    func update<Result: Sendable>(_ change: @Sendable (inout Value) -> Result) -> Result {
        let (result, resumptions) = state.withLock { state in
            let result = change(&state.value)
            return (result, Self.takeSatisfied(&state))
        }
        resumptions.forEach { $0() }
        return result
    }

    private static func takeSatisfied(_ state: inout State) -> [@Sendable () -> Void] {
        var resumptions: [@Sendable () -> Void] = []
        for (number, waiter) in state.waiters {
            guard let resumption = waiter?.resumption(state.value) else { continue }
            state.waiters[number] = nil
            resumptions.append(resumption)
        }
        return resumptions
    }

    /// Waits until the condition yields a result.
    ///
    /// - Parameters:
    ///   - limit: The longest wait; nil waits until the task is cancelled.
    ///   - condition: Looks at the value; nil means not yet.
    /// - Returns: The result, or nil when the limit passed first.
    /// - Throws: `CancellationError` when the task is cancelled first.
    func wait<Result: Sendable>(
        within limit: Duration?, until condition: @escaping @Sendable (Value) -> Result?
    ) async throws -> Result? {
        let number = reserve()
        let alarm = limit.map { limit in
            Task {
                try await Task.sleep(for: limit)
                giveUp(number)
            }
        }
        defer { alarm?.cancel() }
        let result: Result? = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Result?, Never>) in
                suspend(number, condition, continuation)
            }
        } onCancel: {
            giveUp(number)
        }
        if result == nil { try Task.checkCancellation() }
        return result
    }

    private func reserve() -> Int {
        state.withLock { state in
            state.nextNumber += 1
            state.waiters[state.nextNumber] = .some(nil)
            return state.nextNumber
        }
    }

    private func suspend<Result: Sendable>(
        _ number: Int, _ condition: @escaping @Sendable (Value) -> Result?,
        _ continuation: CheckedContinuation<Result?, Never>
    ) {
        let waiter = Waiter(
            resumption: { value in
                guard let result = condition(value) else { return nil }
                return { continuation.resume(returning: result) }
            },
            giveUp: { continuation.resume(returning: nil) })
        let resumption: (@Sendable () -> Void)? = state.withLock { state in
            // The limit or a cancellation came before the suspension.
            guard state.waiters.removeValue(forKey: number) != nil else { return waiter.giveUp }
            if let resumption = waiter.resumption(state.value) { return resumption }
            state.waiters[number] = .some(waiter)
            return nil
        }
        resumption?()
    }

    private func giveUp(_ number: Int) {
        let waiter = state.withLock { $0.waiters.removeValue(forKey: number) ?? nil }
        waiter?.giveUp()
    }
}
