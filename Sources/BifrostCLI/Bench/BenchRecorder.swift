import LLM
import Synchronization

/// Gathers what is seen of the calls, and shows it now and then.
final class BenchRecorder: Sendable {
    private struct State {
        var tally: BenchTally
        var running = 0
        var status: StatusLine
    }

    private let state: Mutex<State>
    private let clock: CallClock
    private let budget: BenchBudget

    init(
        _ budget: BenchBudget, expectedInterval: Duration? = nil, clock: CallClock, status: StatusLine = StatusLine()
    ) {
        state = Mutex(
            State(tally: BenchTally(start: budget.start, expectedInterval: expectedInterval), status: status))
        self.budget = budget
        self.clock = clock
    }

    var tally: BenchTally { state.withLock { $0.tally } }

    func begin() { state.withLock { $0.running += 1 } }

    func end(_ sample: BenchSample) {
        state.withLock { state in
            state.running -= 1
            state.tally.add(sample)
        }
    }

    func add(_ gaps: [Duration], intended: ContinuousClock.Instant) {
        state.withLock { $0.tally.add(gaps, intended: intended) }
    }

    /// Shows how far it is until the task is cancelled.
    func watch() async {
        while (try? await clock.sleep(state.withLock { $0.status.interval })) != nil {
            let now = clock.now()
            state.withLock { state in
                state.status.show(Self.status(state.tally, running: state.running, budget, at: now))
            }
        }
        state.withLock { $0.status.clear() }
    }

    /// The line that tells how far the test is.
    static func status(
        _ tally: BenchTally, running: Int, _ budget: BenchBudget, at now: ContinuousClock.Instant
    ) -> String {
        guard now >= budget.start else {
            return "warming up, \(Quantity.duration(now.duration(to: budget.start))) left, \(running) running"
        }
        let elapsed = budget.start.duration(to: now)
        let whole = budget.end.map { " of \(Quantity.duration(budget.start.duration(to: $0)))" } ?? ""
        var parts = [
            "\(Quantity.duration(elapsed))\(whole)", "\(Quantity.count(tally.answered)) answered",
        ]
        if tally.failed > 0 { parts.append("\(Quantity.count(tally.failed)) failed") }
        parts.append("\(Quantity.count(running)) running")
        parts.append("\(Quantity.short(Double(tally.answered) / max(0.001, elapsed / .seconds(1))))/s")
        let (name, latencies) = tally.firstToken.count > 0 ? ("first token", tally.firstToken) : ("call", tally.call)
        if let median = latencies.percentile(50), let late = latencies.percentile(99) {
            parts.append(
                "\(name) \(Quantity.latency(microseconds: median)), "
                    + "99% within \(Quantity.latency(microseconds: late))")
        }
        return parts.joined(separator: ", ")
    }
}
