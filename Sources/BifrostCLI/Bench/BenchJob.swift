import Bifrost
import LLM

/// One load test: prepares it, runs it, and reports.
struct BenchJob {
    private let command: BenchCommand
    private let stop: StopSignal
    private let clock = CallClock.continuous

    init(_ command: BenchCommand, stop: StopSignal) {
        self.command = command
        self.stop = stop
    }

    /// Runs the test.
    ///
    /// - Returns: What the process ends with.
    func run() async throws -> ExitStatus {
        let prompts = try PromptSet(texts: command.prompts, path: command.promptFile).requests
        // Opened now: at the end it would be late to find out that it cannot be written.
        var page = try command.html.map { try MediaOutput(path: $0) }
        var settings = try ModelSettings(command.connection, command.limits)
        try await settings.startGatewayIfNeeded()
        let model = try settings.model()
        let budget = budget()
        let recorder = BenchRecorder(budget, expectedInterval: command.expectedInterval?.duration, clock: clock)
        let caller = BenchCaller(
            model: model, options: command.generation.options, isStreamed: !command.isWhole, clock: clock,
            handOn: { recorder.add($0, intended: $1) })
        let run = BenchRun(
            load: load, prompts: prompts, caller: caller, budget: budget, recorder: recorder, stop: stop,
            clock: clock, drain: command.drain?.duration ?? .seconds(30))
        await watched(recorder, run)
        let report = BenchReport(setting(settings), recorder.tally)
        try OutputFile.standardOutput.write(command.output == .json ? JSONOutput.bench(report).line : report.text)
        try page?.write(Array(BenchPage(report).html.utf8))
        try page?.finish()
        return status(report)
    }

    private func budget() -> BenchBudget {
        let duration = command.duration?.duration ?? (command.requests == nil ? .seconds(10) : nil)
        return BenchBudget(
            now: clock.now(), warmUp: command.warmUp?.duration ?? .zero, duration: duration,
            maximumCalls: command.requests?.value, stop: stop)
    }

    private var load: BenchLoad {
        guard let rate = command.rate?.value else { return .closed(concurrency: command.concurrency?.value ?? 8) }
        return .open(
            rate: rate, command.arrivals, seed: command.seed, maximumRunning: command.maxRunning?.value ?? 4096)
    }

    private func watched(_ recorder: BenchRecorder, _ run: BenchRun) async {
        async let _: Void = recorder.watch()
        await run.run()
    }

    private func setting(_ settings: ModelSettings) -> BenchReport.Setting {
        BenchReport.Setting(
            model: settings.config.model, baseURL: settings.config.baseURL, load: load,
            isStreamed: !command.isWhole, warmUp: command.warmUp?.duration,
            expectedInterval: command.expectedInterval?.duration)
    }

    private func status(_ report: BenchReport) -> ExitStatus {
        let tally = report.tally
        if stop.isGiven { return .interrupted }
        if tally.answered == 0, let kind = tally.failures.max(by: { $0.value.count < $1.value.count })?.key {
            return ExitStatus(LLMError.Code(rawValue: kind))
        }
        return tally.failed + tally.left > 0 ? .partly : .done
    }
}
