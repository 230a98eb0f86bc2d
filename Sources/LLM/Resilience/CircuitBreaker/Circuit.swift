private import Synchronization

extension CircuitBreaker {
    /// The state machine behind a lock, and the reports of its changes.
    ///
    /// Nothing is told under the lock. One task at a time tells, and takes over what others have to tell meanwhile, so that
    /// the changes are heard in order.
    final class Circuit: Sendable {
        private struct Content {
            var machine: StateMachine
            var untold: [CircuitBreaker.State] = []
            var isTelling = false
        }

        private let content: Mutex<Content>
        private let onChange: @Sendable (CircuitBreaker.State) -> Void

        init(_ trip: Trip, onChange: @escaping @Sendable (CircuitBreaker.State) -> Void) {
            content = Mutex(Content(machine: StateMachine(trip)))
            self.onChange = onChange
        }

        func state(at now: ContinuousClock.Instant) -> CircuitBreaker.State {
            content.withLock { $0.machine.state(at: now) }
        }

        @discardableResult
        func update<Result: Sendable>(at now: ContinuousClock.Instant, _ event: (inout StateMachine) -> Result)
            -> Result
        {
            let result = content.withLock { content in
                let before = content.machine.enteredState
                let result = event(&content.machine)
                let after = content.machine.enteredState
                if after != before { content.untold.append(after) }
                return result
            }
            tell()
            return result
        }

        private func tell() {
            let begins = content.withLock { content in
                guard !content.isTelling, !content.untold.isEmpty else { return false }
                content.isTelling = true
                return true
            }
            guard begins else { return }
            while let state = nextToTell() { onChange(state) }
        }

        private func nextToTell() -> CircuitBreaker.State? {
            content.withLock { content in
                guard content.untold.isEmpty else { return content.untold.removeFirst() }
                content.isTelling = false
                return nil
            }
        }
    }
}
