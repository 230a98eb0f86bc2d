import LLM
import Synchronization
import TestSupport
import Testing

@testable import BifrostCLI

/// What a load test sees of a model whose time is a test's.
struct BenchRunTests {
    /// Takes three seconds for each answer.
    private final class SlowModel: ChatModel {
        let modelID = "slow"
        private let time: ManualClock
        private let fails: @Sendable (Int) -> Bool
        private let calls = Mutex(0)

        init(_ time: ManualClock, fails: @escaping @Sendable (Int) -> Bool = { _ in false }) {
            self.time = time
            self.fails = fails
        }

        func generate(_ messages: [Message], options: GenerateOptions) async throws -> ChatResponse {
            let number = calls.withLock { calls in
                defer { calls += 1 }
                return calls
            }
            time.advance(by: .seconds(3))
            if fails(number) { throw LLMError(.overloaded, "too much") }
            return ChatResponse(usage: Usage(input: 1, output: 30))
        }

        func stream(_ messages: [Message], options: GenerateOptions) -> ChatStream { fatalError("not asked") }
        func bindTools(_ tools: [ToolDefinition]) -> Self { self }
    }

    /// The same time for those who only look at it: a sleep ends when its task is cancelled, and moves nothing.
    private struct WatchedClock: Clock {
        let time: ManualClock

        var now: ContinuousClock.Instant { time.now }
        var minimumResolution: Duration { time.minimumResolution }

        func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
            for await _ in AsyncStream(Void.self, { _ in }) {}
            throw CancellationError()
        }
    }

    private func tally(
        _ load: BenchLoad, calls: Int? = nil, duration: Duration? = nil, warmUp: Duration = .zero,
        expectedInterval: Duration? = nil, fails: @escaping @Sendable (Int) -> Bool = { _ in false }
    ) async -> BenchTally {
        let time = ManualClock()
        // Where there is an end to be waited for, the wait must not bring it about.
        let clock = duration == nil ? CallClock(time) : CallClock(WatchedClock(time: time))
        let stop = StopSignal()
        let budget = BenchBudget(
            now: clock.now(), warmUp: warmUp, duration: duration, maximumCalls: calls, stop: stop)
        let recorder = BenchRecorder(budget, expectedInterval: expectedInterval, clock: clock)
        let caller = BenchCaller(
            model: SlowModel(time, fails: fails), options: GenerateOptions(), isStreamed: false, clock: clock,
            handOn: { recorder.add($0, intended: $1) })
        await BenchRun(
            load: load, prompts: [RequestLine(messages: [.user("Hi")], fields: [:])], caller: caller,
            budget: budget, recorder: recorder, stop: stop, clock: clock, drain: .seconds(1000)
        ).run()
        return recorder.tally
    }

    @Test
    func `In an open loop the wait for a slow gateway counts`() async {
        // One call a second, three seconds each, one at a time: each starts later than the one before.
        let tally = await tally(.open(rate: 1, .constant, seed: 1, maximumRunning: 1), calls: 5)
        #expect(tally.answered == 5)
        #expect(tally.latestStart >= .seconds(8))
        #expect((tally.call.maximum ?? 0) > 10_990_000)
        #expect((tally.call.percentile(1) ?? 0) < 5_000_000)
    }

    @Test
    func `In a closed loop it does not, unless the missing calls are put in`() async {
        let plain = await tally(.closed(concurrency: 1), calls: 5)
        #expect(plain.answered == 5 && plain.call.count == 5)
        #expect((plain.call.maximum ?? 0) < 3_010_000)
        let corrected = await tally(.closed(concurrency: 1), calls: 5, expectedInterval: .seconds(1))
        #expect(corrected.call.count == 15)
    }

    @Test
    func `Calls of the warm-up do not count`() async {
        let tally = await tally(.closed(concurrency: 1), duration: .seconds(10), warmUp: .seconds(7))
        // They begin at 0, 3 and 6, then at 9, 12 and 15; at 18 the time is over.
        #expect(tally.answered == 3)
        #expect(tally.elapsed == .seconds(11))
        #expect(tally.output == 90 && tally.countsTokens)
    }

    @Test
    func `Failures are counted by their class, and told by the first`() async {
        let tally = await tally(.closed(concurrency: 1), calls: 6, fails: { $0 % 3 == 1 })
        #expect(tally.answered == 4)
        #expect(tally.failures == ["overloaded": BenchTally.Failures(count: 2, example: "too much")])
        #expect(tally.series.stretches.reduce(0) { $0 + $1.failed } == 2)
    }

    @Test
    func `Where an answer does not tell its tokens, chunks are counted and said to be chunks`() {
        let start = ContinuousClock.now
        var tally = BenchTally(start: start)
        for usage in [Usage(output: 10), nil] {
            var sample = BenchSample(intended: start, begun: start)
            sample.end = .answered
            sample.chunks = 4
            sample.usage = usage
            tally.add(sample)
        }
        #expect(!tally.countsTokens && tally.output == 8)
        let setting = BenchReport.Setting(model: "m", baseURL: "u", load: .closed(concurrency: 1), isStreamed: true)
        let report = BenchReport(setting, tally)
        #expect(report.unit == "chunks" && report.text.contains("chunks were counted"))
    }
}
