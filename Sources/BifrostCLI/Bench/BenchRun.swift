import LLM

/// How calls come.
enum BenchLoad: Sendable {
    /// So many callers, each of which waits for its answer before it asks again.
    case closed(concurrency: Int)
    /// So many calls in a second, whether or not the earlier ones were answered.
    case open(rate: Double, ArrivalPattern, seed: UInt64, maximumRunning: Int)
}

/// Makes the calls of a load test.
struct BenchRun: Sendable {
    let load: BenchLoad
    let prompts: [RequestLine]
    let caller: BenchCaller
    let budget: BenchBudget
    let recorder: BenchRecorder
    let stop: StopSignal
    let clock: CallClock
    /// How long calls may go on after the last one has begun.
    let drain: Duration

    /// Runs until all calls have ended, or were given up.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                switch load {
                case .closed(let concurrency): await runClosed(concurrency)
                case .open(let rate, let pattern, let seed, let maximumRunning):
                    let random = SeededRandom(seed: seed)
                    await runOpen(ArrivalSchedule(rate: rate, pattern: pattern, random: random), maximumRunning)
                }
            }
            group.addTask { await waitForOvertime() }
            // Whichever ends first ends the other.
            await group.next()
            group.cancelAll()
        }
    }

    private func runClosed(_ concurrency: Int) async {
        await withDiscardingTaskGroup { group in
            for _ in 0..<concurrency {
                group.addTask {
                    while !Task.isCancelled, let number = budget.take(at: clock.now()) { await call(number, nil) }
                }
            }
        }
    }

    private func runOpen(_ schedule: ArrivalSchedule<SeededRandom>, _ maximumRunning: Int) async {
        var schedule = schedule
        let begun = clock.now()
        await withTaskGroup(of: Void.self) { group in
            var running = 0
            while !Task.isCancelled {
                let intended = begun.advanced(by: schedule.next())
                await wait(until: intended)
                guard let number = budget.take(at: intended) else { break }
                // The call waits, and its latency counts from when it was meant to begin.
                if running >= maximumRunning, await group.next() != nil { running -= 1 }
                running += 1
                group.addTask { await call(number, intended) }
            }
        }
    }

    private func call(_ number: Int, _ intended: ContinuousClock.Instant?) async {
        recorder.begin()
        let sample = await caller.call(prompts[number % prompts.count], intended: intended)
        recorder.end(sample)
    }

    private func wait(until instant: ContinuousClock.Instant) async {
        guard clock.now() < instant else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await clock.sleepUntil(instant) }
            group.addTask { await stop.wait() }
            await group.next()
            group.cancelAll()
        }
    }

    /// Ends when calls have gone on for too long after the last one was to begin; never before.
    private func waitForOvertime() async {
        if let end = budget.end { await wait(until: end) } else { await stop.wait() }
        try? await clock.sleep(drain)
    }
}
