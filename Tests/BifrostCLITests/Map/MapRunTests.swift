import Foundation
import LLM
import Synchronization
import TestSupport
import Testing

@testable import BifrostCLI

/// The job in this process, with a model that answers at once.
struct MapRunTests {
    /// Counts its calls, and may hold or fail them.
    private final class FakeModel: ChatModel {
        let modelID = "fake"
        let calls = Mutex(0)
        let respond: @Sendable (Int) async throws -> Void

        init(_ respond: @escaping @Sendable (Int) async throws -> Void = { _ in }) { self.respond = respond }

        func generate(_ messages: [Message], options: GenerateOptions) async throws -> ChatResponse {
            let number = calls.withLock { calls in
                calls += 1
                return calls
            }
            try await respond(number)
            return ChatResponse(
                choices: [Choice(index: 0, message: .assistant(messages.last?.text ?? ""), finishReason: .stop)])
        }

        func stream(_ messages: [Message], options: GenerateOptions) -> ChatStream { fatalError("not asked") }
        func bindTools(_ tools: [ToolDefinition]) -> Self { self }
    }

    /// Keeps no records, only their number and the lines they are about.
    private final class CountingSink: MapSink, Sendable {
        let lines = Mutex(LineSet())

        func append(_ record: JSONOutput) throws {
            guard case .result(let line, _)? = JournalEntry(Array(record.line.utf8)) else { return }
            lines.withLock { $0.insert(line) }
        }
    }

    private func run<Sink: MapSink>(
        _ path: String, _ model: FakeModel, _ sink: Sink, settled: LineSet = LineSet(), stop: StopSignal = StopSignal(),
        limiter: RateLimiter? = nil, maximumFailuresInRow: Int? = nil
    ) throws -> MapRun<Sink> {
        let source = try LineSource(path: path, stop: stop)
        let caller = MapCaller(
            model: { _ in model }, options: GenerateOptions(), isStreamed: false,
            limiter: try limiter ?? RateLimiter(maximumWaiting: .max, queueLimit: .off), stop: stop)
        return MapRun(
            source: source, sink: sink, settled: settled, form: RequestForm(), caller: caller, concurrency: 8,
            maximumFailuresInRow: maximumFailuresInRow, monitor: MapMonitor(MapTotals(inputSize: source.size)))
    }

    private func input(_ count: Int, padding: Int = 0) throws -> TemporaryFile {
        var bytes: [UInt8] = []
        let tail = Array((String(repeating: "x", count: padding) + "\"\n").utf8)
        for number in 1...count {
            bytes.append(contentsOf: "\"\(number) ".utf8)
            bytes.append(contentsOf: tail)
        }
        return try TemporaryFile(bytes)
    }

    @Test
    func `Every line is asked once, settled ones are not`() async throws {
        let file = try input(500)
        var settled = LineSet()
        for line in 100...200 { settled.insert(line) }
        let (model, sink) = (FakeModel(), CountingSink())
        let run = try run(file.path, model, sink, settled: settled)
        #expect(try await run.run()?.code == nil)
        #expect(model.calls.withLock { $0 } == 399)
        #expect(sink.lines.withLock { lines in (1...500).allSatisfy { lines.contains($0) != settled.contains($0) } })
        #expect(run.monitor.totals.skipped == 101 && run.monitor.totals.fraction == 1)
    }

    @Test
    func `A large input does not stay in memory`() async throws {
        // 200 MB of lines, of which the last 10 000 are asked.
        let count = 1_000_000
        let file = try input(count, padding: 190)
        var settled = LineSet()
        for line in 1...(count - 10_000) { settled.insert(line) }
        let before = ThisProcess.heapBytes
        let most = Mutex(before)
        let model = FakeModel { _ in most.withLock { $0 = max($0, ThisProcess.heapBytes) } }
        let sink = CountingSink()
        let run = try run(file.path, model, sink, settled: settled)
        _ = try await run.run()
        #expect(model.calls.withLock { $0 } == 10_000)
        #expect(sink.lines.withLock { $0.count } == 10_000)
        #expect(most.withLock { $0 } - before < 16 << 20)
    }

    @Test
    func `A call that stands in line is let go when the job shall stop, one that has begun is not`() async throws {
        let (gate, stop, begun) = (Gate(), StopSignal(), Mailslot<Void>())
        let model = FakeModel { _ in
            begun.put(())
            await withCheckedContinuation { continuation in
                Thread {
                    gate.wait()
                    continuation.resume()
                }.start()
            }
        }
        let file = try input(20)
        let sink = CountingSink()
        let limiter = try RateLimiter(
            requests: .perMinute(1, burst: 1), maximumWaiting: .max, queueLimit: .off)
        let run = try run(file.path, model, sink, stop: stop, limiter: limiter)
        async let end = run.run()
        try await begun.take()
        stop.give()
        gate.open()
        #expect(try await end?.code == nil)
        #expect(model.calls.withLock { $0 } == 1)
        #expect(sink.lines.withLock { $0.count } == 1)
        #expect(run.monitor.totals.running == 0)
    }

    @Test
    func `A job that fails and fails stops by itself`() async throws {
        let model = FakeModel { _ in throw LLMError(.connect, "nobody there") }
        let file = try input(1000)
        let run = try run(file.path, model, CountingSink(), maximumFailuresInRow: 10)
        #expect(try await run.run()?.code == .connect)
        #expect(model.calls.withLock { $0 } < 30)
        #expect(run.monitor.totals.failures["connect"] ?? 0 >= 10)
    }
}
