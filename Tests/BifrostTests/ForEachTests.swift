import Bifrost
import CurlTransport
import HTTPTransport
import LLM
import Synchronization
import TestSupport
import Testing

/// Chunks that are handed over where they arrive.
@Suite(.timeLimit(.minutes(5)))
struct ForEachTests {
    private struct Refusal: Error {}

    /// A gateway that sends a head and one text, and then does what the test says.
    private struct Gateway {
        let server: RawServer
        let closed = Mailslot<Void>()

        init(_ rest: @escaping @Sendable (RawConnection) -> Void) {
            let closed = closed
            server = RawServer { connection in
                guard connection.readRequest() != nil else { return }
                connection.sendStreamHead()
                connection.sendChunk(Event.text("a"))
                rest(connection)
                if connection.waitForClose() != nil { closed.put(()) }
            }
        }

        func model(_ limits: TimeLimits = TimeLimits(), _ transport: CurlTransport? = nil) throws -> BifrostModel {
            let config = ProviderConfig(model: "m/x", baseURL: server.url, limits: limits, retries: .never)
            return try transport.map { try BifrostModel(config, transport: $0) } ?? BifrostModel(config)
        }
    }

    private static func sendEnd(_ connection: RawConnection) {
        connection.sendChunk(Event.finish + Event.usage + Event.done, isLast: true)
    }

    @Test("come in order on the loop's thread, and the task goes on when the answer is complete")
    func order() async throws {
        let texts = ["a"] + (1...50).map { "\($0)" }
        let handed = texts.map { _ in Gate() }
        let gateway = Gateway { connection in
            // Each comes alone, when the one before was handed over.
            for (text, before) in zip(texts.dropFirst(), handed) {
                before.wait()
                connection.sendChunk(Event.text(text))
            }
            handed.last?.wait()
            Self.sendEnd(connection)
        }
        defer { gateway.server.stop() }
        let seen = Mutex<[(text: String, thread: String)]>([])
        let stream = try gateway.model().stream(.hello)
        try await stream.forEach { chunk in
            guard let number = texts.firstIndex(of: chunk.delta) else { return }
            seen.withLock { $0.append((chunk.delta, ThisProcess.threadName)) }
            handed[number].open()
        }
        #expect(seen.withLock { $0.map(\.text) } == texts)
        // As soon as one was not there yet when it was asked for.
        #expect(seen.withLock { $0.last?.thread } == "bifrost-loop")
        #expect(stream.metadata.metrics?.bytesReceived ?? 0 > 0)
        #expect(await llmError { try await stream.forEach { _ in } }?.code == .configuration)
    }

    @Test("end with what the closure throws, and so does the call", arguments: [1, 2])
    func refusal(number: Int) async throws {
        let gateway = Gateway { $0.sendChunk(Event.text("b")) }
        defer { gateway.server.stop() }
        let count = Atomic(0)
        let model = try gateway.model()
        await #expect(throws: Refusal.self) {
            try await model.stream(.hello).forEach { _ in
                if count.add(1, ordering: .relaxed).newValue == number { throw Refusal() }
            }
        }
        #expect(count.load(ordering: .relaxed) == number)
        try await gateway.closed.take()
    }

    @Test("end with their task")
    func cancellation() async throws {
        let gateway = Gateway { _ in }
        defer { gateway.server.stop() }
        let handed = Mailslot<Void>()
        let model = try gateway.model()
        let task = Task { try await model.stream(.hello).forEach { _ in handed.put(()) } }
        try await handed.take()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        try await gateway.closed.take()
    }

    @Test("may be cancelled at any moment, also by themselves")
    func cancelledAnywhere() async throws {
        let server = RawServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.sendStreamHead()
            for _ in 0..<400 { connection.sendChunk(Event.text("on")) }
            _ = connection.waitForClose()
        }
        defer { server.stop() }
        let model = try BifrostModel(ProviderConfig(model: "m/x", baseURL: server.url, retries: .never))
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<64 {
                group.addTask {
                    let running = Mutex<Task<Void, any Error>?>(nil)
                    let count = Atomic(0)
                    let reached = Mailslot<Void>()
                    let task = Task {
                        try await model.stream(.hello).forEach { _ in
                            guard count.add(1, ordering: .relaxed).newValue == number * 3 + 1 else { return }
                            if number.isMultiple(of: 2) { running.withLock { $0 }?.cancel() }
                            reached.put(())
                        }
                    }
                    running.withLock { $0 = task }
                    try? await reached.take()
                    task.cancel()
                    await #expect(throws: CancellationError.self) { try await task.value }
                }
            }
        }
    }

    @Test("do not begin for a task that was cancelled before")
    func cancelledBefore() async throws {
        let gateway = Gateway { _ in }
        defer { gateway.server.stop() }
        let model = try gateway.model()
        let task = Task {
            withUnsafeCurrentTask { unsafe $0?.cancel() }
            try await model.stream(.hello).forEach { _ in Issue.record("nothing was asked for") }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(gateway.server.acceptedConnections == 0)
    }

    @Test("end with the limit on silence, and keep what came")
    func stall() async throws {
        let gateway = Gateway { _ in }
        defer { gateway.server.stop() }
        let model = try gateway.model(TimeLimits(stall: .milliseconds(100)))
        let error = await llmError { try await model.stream(.hello).forEach { _ in } }
        #expect(error?.timeout?.limit == .stall)
        #expect(error?.partial?.text == "a")
        try await gateway.closed.take()
    }

    @Test("tell of an answer that was cut")
    func cut() async throws {
        let gateway = Gateway { $0.reset() }
        defer { gateway.server.stop() }
        let model = try gateway.model()
        let error = await llmError { try await model.stream(.hello).forEach { _ in } }
        #expect(error?.code == .truncated)
        #expect(error?.partial?.text == "a")
    }

    @Test("end with their transport")
    func shutdown() async throws {
        let gateway = Gateway { _ in }
        defer { gateway.server.stop() }
        let transport = try CurlTransport()
        let handed = Mailslot<Void>()
        let model = try gateway.model(TimeLimits(), transport)
        let task = Task { await llmError { try await model.stream(.hello).forEach { _ in handed.put(()) } } }
        try await handed.take()
        await transport.shutdown(.immediate)
        #expect(await task.value != nil)
    }

    // The second so fast that transfers are paused time and again: many high-water marks of bytes, in pieces as large.
    @Test("come from many streams at once", arguments: [(streams: 64, pieces: 100, size: 1), (8, 60, 1000)])
    func many(streams: Int, pieces: Int, size: Int) async throws {
        let texts = (0..<pieces).map { piece in (0..<size).map { "\(piece)-\($0)," } }
        let server = RawServer { connection in
            while connection.readRequest() != nil {
                connection.sendStreamHead()
                for piece in texts { connection.sendChunk(piece.map { Event.text($0) }.joined()) }
                Self.sendEnd(connection)
            }
        }
        defer { server.stop() }
        let model = try BifrostModel(ProviderConfig(model: "m/x", baseURL: server.url, retries: .never))
        let expected = texts.joined().joined()
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<streams {
                group.addTask {
                    let text = Mutex("")
                    try await model.stream(.hello).forEach { chunk in text.withLock { $0 += chunk.delta } }
                    return text.withLock { $0 }
                }
            }
            for try await text in group { #expect(text == expected) }
        }
    }

    @Test("come through a middleware as they do in a loop")
    func middleware() async throws {
        let gateway = Gateway(Self.sendEnd)
        defer { gateway.server.stop() }
        let text = Mutex("")
        let model = try gateway.model().with(try Hedge(after: .seconds(60)))
        try await model.stream(.hello).forEach { chunk in text.withLock { $0 += chunk.delta } }
        #expect(text.withLock { $0 } == "a")
    }

    @Test("come from a transport that can only be waited for")
    func unpolled() async throws {
        let harness = try Harness(.minimal, .hello)
        let text = Mutex("")
        try await harness.model.stream(.hello).forEach { chunk in text.withLock { $0 += chunk.delta } }
        #expect(text.withLock { $0 } == "Hi")
    }
}
