private import Synchronization

/// The tool calls of one turn at work, a limited number at a time.
///
/// What happens is asked for one by one, by one task at a time, and between two questions the tools go on. So they are
/// tasks of their own: no task group can reach over several calls of `next`. Whoever lets go of a batch cancels it.
final class ToolBatch: Sendable {
    /// Runs one call; it is given what to tell when the tool begins.
    typealias Work = @Sendable (_ started: @Sendable (ToolStart) -> Void) async throws -> ToolResult

    private let works: [Work]
    private let machine: Mutex<StateMachine>

    init(_ works: [Work], limit: Int) {
        self.works = works
        machine = Mutex(StateMachine(count: works.count, limit: limit))
    }

    /// Returns what happens next, or nil when every call has ended; begins with the calls when it is asked first.
    ///
    /// - Throws: What a call threw, after all that happened before it; `CancellationError` when this task was cancelled.
    ///   All other calls are cancelled then.
    func next() async throws -> Event? {
        try await withTaskCancellationHandler {
            try Task.checkCancellation()
            begin(machine.withLock { $0.consumerAsked() })
            return try await withCheckedThrowingContinuation { continuation in
                machine.withLock { $0.consumerSuspended(continuation) }?.perform()
            }
        } onCancel: {
            cancel()
        }
    }

    /// Cancels the calls that run, and begins no others.
    func cancel() {
        perform(machine.withLock { $0.cancelled() })
    }

    private func begin(_ positions: Range<Int>) {
        for position in positions {
            let task = Task { await run(position) }
            if machine.withLock({ $0.taskMade(task, for: position) }) { task.cancel() }
        }
    }

    private func run(_ position: Int) async {
        let work = works[position]
        do {
            let result = try await work { start in machine.withLock { $0.happened(.started(start)) }?.perform() }
            let ending = machine.withLock { $0.callEnded(position, result) }
            ending.delivery?.perform()
            begin(ending.beginning)
        } catch {
            perform(machine.withLock { $0.callFailed(position, error) })
        }
    }

    private func perform(_ stop: StateMachine.Stop) {
        for task in stop.tasks { task.cancel() }
        stop.delivery?.perform()
    }
}
