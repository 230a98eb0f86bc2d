import LLM

/// Where a job's records go.
protocol MapSink: SendableMetatype {
    /// Adds a record; what was added survives the process.
    func append(_ record: JSONOutput) throws
}

extension Journal: MapSink {}

/// Standard output, or what is like it.
extension OutputFile: MapSink {
    func append(_ record: JSONOutput) throws { try write(record.line) }
}

/// Asks for every line of an input, several at a time, and writes each answer down as it comes.
///
/// No more than one line is read ahead, so that memory holds the calls under way and nothing else.
struct MapRun<Sink: MapSink> {
    let source: LineSource
    let sink: Sink
    let settled: LineSet
    let form: RequestForm
    let caller: MapCaller
    let concurrency: Int
    /// After so many failures in a row nothing more is asked; nil goes on.
    let maximumFailuresInRow: Int?
    let monitor: MapMonitor

    private enum Event: Sendable {
        case line(LineReader.Line?)
        case ended(LineReader.Line, id: JSONValue?, MapCaller.Outcome)
    }

    /// Runs to the end, or until it shall stop.
    ///
    /// - Returns: The failure for which it stopped by itself; nil otherwise.
    /// - Throws: What reading and writing throw; calls under way are cancelled then.
    func run() async throws -> LLMError? {
        try await withThrowingTaskGroup(of: Event.self) { group in
            var state = State()
            readLine(&group, &state)
            while let event = try await group.next() {
                switch event {
                case .line(let line):
                    state.isReading = false
                    if let line { try take(line, &group, &state) } else { state.hasEnded = true }
                case .ended(let line, let id, let outcome):
                    state.running -= 1
                    try finish(line, id, outcome, &state)
                }
                readLine(&group, &state)
            }
            return state.breakingFailure
        }
    }

    private struct State {
        var isReading = false
        var hasEnded = false
        var running = 0
        var breakingFailure: LLMError?
    }

    private func readLine(_ group: inout ThrowingTaskGroup<Event, any Error>, _ state: inout State) {
        guard !state.isReading, !state.hasEnded, state.running < concurrency, !caller.stop.isGiven else { return }
        state.isReading = true
        group.addTask { [source, settled, monitor] in
            while let line = try await source.next() {
                if line.isBlank {
                    monitor.count { $0.pass(line) }
                } else if settled.contains(line.number) {
                    monitor.count { $0.skip(line) }
                } else {
                    return .line(line)
                }
            }
            return .line(nil)
        }
    }

    private func take(
        _ line: LineReader.Line, _ group: inout ThrowingTaskGroup<Event, any Error>, _ state: inout State
    ) throws {
        var id: JSONValue?
        let request: RequestLine
        do throws(LLMError) {
            guard let bytes = line.bytes else { throw LLMError(.configuration, "the line is too long") }
            request = try form.request(bytes, id: &id)
        } catch {
            try sink.append(.failure(line.number, id, error))
            return monitor.count { $0.fail(line, error, wasCalled: false) }
        }
        state.running += 1
        monitor.count { $0.begin() }
        group.addTask { [caller, id] in .ended(line, id: id, await caller.call(request)) }
    }

    private func finish(
        _ line: LineReader.Line, _ id: JSONValue?, _ outcome: MapCaller.Outcome, _ state: inout State
    ) throws {
        switch outcome {
        case .answered(let response):
            try sink.append(.result(line.number, id, response))
            monitor.count {
                $0.answer(line, usage: JobUsage(response.usage), attempts: response.metadata.attempts)
            }
        case .failed(let error):
            try sink.append(.failure(line.number, id, error))
            let failures = monitor.count {
                $0.fail(line, error, wasCalled: true)
                return $0.failuresInRow
            }
            guard let maximumFailuresInRow, failures >= maximumFailuresInRow, !caller.stop.isGiven else { return }
            state.breakingFailure = error
            caller.stop.give()
        case .left:
            monitor.count { $0.leave() }
        }
    }
}

extension MapRun: Sendable where Sink: Sendable {}

extension LineReader.Line {
    /// Whether there is nothing to ask.
    var isBlank: Bool { bytes?.allSatisfy { $0 <= UInt8(ascii: " ") } ?? false }
}
