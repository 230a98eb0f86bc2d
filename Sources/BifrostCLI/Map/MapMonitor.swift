import LLM
import Synchronization

/// Counts what becomes of the lines, and shows it now and then.
final class MapMonitor: Sendable {
    private struct State {
        var totals: MapTotals
        var status: StatusLine
    }

    private let state: Mutex<State>
    private let clock: CallClock
    private let begun: ContinuousClock.Instant

    init(_ totals: MapTotals, _ status: StatusLine = StatusLine(), clock: CallClock = .continuous) {
        state = Mutex(State(totals: totals, status: status))
        self.clock = clock
        begun = clock.now()
    }

    var totals: MapTotals { state.withLock { $0.totals } }
    var elapsed: Duration { begun.duration(to: clock.now()) }

    func count<Value: Sendable>(_ change: (inout MapTotals) -> Value) -> Value {
        state.withLock { change(&$0.totals) }
    }

    /// Shows how far it is until the task is cancelled; quietly, nothing is shown.
    func watch(isQuiet: Bool = false) async {
        while !isQuiet {
            let interval = state.withLock { $0.status.interval }
            guard (try? await clock.sleep(interval)) != nil else { return clear() }
            show { $0.status(after: $1, width: $2) }
        }
    }

    /// Says something between two views of the status.
    func remark(_ text: String) {
        state.withLock { state in
            state.status.clear()
            OutputFile.standardError.writeIfPossible(LLMError.line(text))
        }
    }

    private func show(_ text: (MapTotals, Duration, Int?) -> String) {
        let elapsed = elapsed
        state.withLock { state in
            state.status.show(text(state.totals, elapsed, state.status.width))
        }
    }

    private func clear() { state.withLock { $0.status.clear() } }
}
