import Bifrost
import LLM

/// One run of `bifrost map`: opens what is needed, goes on where an earlier run has stopped, and reports.
struct MapJob {
    private let command: MapCommand
    private let stop: StopSignal

    init(_ command: MapCommand, stop: StopSignal) {
        self.command = command
        self.stop = stop
    }

    /// Runs to the end.
    ///
    /// - Returns: What the process ends with.
    func run() async throws -> ExitStatus {
        let form = RequestForm(template: try command.prompt.map(PromptTemplate.init), system: command.system)
        let source = try LineSource(path: command.input, stop: stop)
        var settings = try ModelSettings(command.connection, command.limits)
        try await settings.startGatewayIfNeeded()
        let shelf = try ModelShelf(settings)
        // What is wrong with every line is told before the first.
        if !settings.config.model.isEmpty { _ = try shelf.model() }
        let run = Run(
            source: source, form: form, shelf: shelf, monitor: MapMonitor(MapTotals(inputSize: source.size)))
        guard let path = command.path else {
            return try await watched(run) { try await calls(run, OutputFile.standardOutput, LineSet()).run() }
        }
        let journal = try Journal(path: path, sync: command.sync)
        let state = try recovered(journal, run)
        return try await watched(run) {
            defer { try? journal.flush() }
            guard command.batch else { return try await calls(run, journal, state.settled).run() }
            try await batches(run, journal, path).run(state)
            return nil
        }
    }

    private struct Run {
        let source: LineSource
        let form: RequestForm
        let shelf: ModelShelf
        let monitor: MapMonitor
    }

    /// Shows how far the work is, and reports when it has ended.
    private func watched(_ run: Run, _ work: () async throws -> LLMError?) async throws -> ExitStatus {
        let end: Result<LLMError?, any Error>
        do {
            async let _: Void = run.monitor.watch(isQuiet: command.batch)
            end = .success(try await work())
        } catch {
            end = .failure(error)
        }
        let isComplete = if case .success(nil) = end { !stop.isGiven } else { false }
        report(run.monitor, isComplete: isComplete)
        if let error = try end.get() {
            OutputFile.standardError.writeIfPossible(error.line)
            return ExitStatus(error.code)
        }
        if stop.isGiven { return .interrupted }
        return run.monitor.totals.failed > 0 ? .partly : .done
    }

    private func report(_ monitor: MapMonitor, isComplete: Bool) {
        let (totals, elapsed) = (monitor.totals, monitor.elapsed)
        if command.output == .json {
            let record = JSONOutput.summary(totals, elapsed: elapsed, isComplete: isComplete)
            return OutputFile.standardOutput.writeIfPossible(record.line)
        }
        for line in totals.summary(after: elapsed) { OutputFile.standardError.writeIfPossible(LLMError.line(line)) }
        guard !isComplete, let path = command.path else { return }
        OutputFile.standardError.writeIfPossible(
            LLMError.line("not all lines are done; the same command goes on with \"\(path)\""))
    }
}

// MARK: What runs

extension MapJob {
    /// Reads what an earlier run has left in the output, and begins a new one.
    private func recovered(_ journal: Journal, _ run: Run) throws -> JournalState {
        var state = JournalState(retriesFailed: command.retryFailed)
        var count = 0
        try journal.recover { entry in
            count += 1
            state.add(entry)
        }
        let prefix = try run.source.prefix(since: state.mark)
        guard count > 0 else {
            try journal.append(.job(JobMark(prefix: prefix, settings: settings(run))))
            return state
        }
        try check(state, prefix, run)
        return state
    }

    private func check(_ state: JournalState, _ prefix: [UInt8], _ run: Run) throws {
        guard let mark = state.mark else {
            throw LLMError(.configuration, "\"\(command.path ?? "")\" is there already, and no output of bifrost map")
        }
        guard mark.matches(prefix: prefix) else {
            throw LLMError(
                .configuration,
                "\"\(command.path ?? "")\" belongs to another input; give another -o, or remove it to begin anew")
        }
        guard command.batch || state.openBatches.isEmpty && state.openUploads.isEmpty else {
            throw LLMError(
                .configuration, "\"\(command.path ?? "")\" has a batch under way; collect it first, with --batch")
        }
        if mark.settingsHash != JobMark(prefix: [], settings: settings(run)).settingsHash {
            run.monitor.remark("the output was begun with another model or other options; what is done stays as it is")
        }
        if state.unreadable > 0 {
            run.monitor.remark("\(Quantity.plural(state.unreadable, "line")) of the output cannot be read")
        }
    }

    /// What makes one answer comparable with another.
    private func settings(_ run: Run) -> String {
        let options = command.generation
        let parts: [String?] = [
            run.shelf.config.model, command.prompt, command.system, options.temperature.map { "\($0)" },
            options.maxTokens.map { "\($0)" }, options.topP.map { "\($0)" }, "\(options.jsonObject)",
            options.toolChoice.map { "\($0)" },
        ]
        return parts.map { $0 ?? "–" }.joined(separator: "\n")
    }

    private func calls<Sink: MapSink>(_ run: Run, _ sink: Sink, _ settled: LineSet) throws -> MapRun<Sink> {
        let limiter = try RateLimiter(
            requests: command.requestsPerMinute.map { .perMinute($0) },
            tokens: command.tokensPerMinute.map { .perMinute($0) }, maximumWaiting: .max, queueLimit: .off)
        let caller = MapCaller(
            model: { try run.shelf.model($0) }, options: command.generation.options, isStreamed: command.stream,
            limiter: limiter, stop: stop)
        return MapRun(
            source: run.source, sink: sink, settled: settled, form: run.form, caller: caller,
            concurrency: command.concurrency?.value ?? 16, maximumFailuresInRow: command.maxFailures.count,
            monitor: run.monitor)
    }

    private func batches(_ run: Run, _ journal: Journal, _ path: String) -> BatchRun {
        var polling = BatchPolling(limit: .seconds(7 * 86_400))
        if let interval = command.pollInterval?.duration {
            polling.interval = min(polling.interval, interval)
            polling.maximumInterval = interval
        }
        return BatchRun(
            inputPath: command.input, requestsPath: path + ".requests", journal: journal, form: run.form,
            shelf: run.shelf, options: command.generation.options, polling: polling, monitor: run.monitor,
            clock: .continuous)
    }
}
