import CurlTransport
import HTTPTransport
import Synchronization
import TestSupport
import Testing

@Suite("Tasks on the loop", .timeLimit(.minutes(1)))
struct LoopExecutorTests {
    private static func echo() -> RawServer {
        RawServer { connection in
            while connection.readRequest() != nil { connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") }
        }
    }

    @Test("run on its thread, from their first line to their last", arguments: [1, 3])
    func thread(loops: Int) async throws {
        var configuration = CurlTransport.Configuration()
        configuration.loops = loops
        let transport = try CurlTransport(configuration)
        let server = Self.echo()
        defer { server.stop() }
        let request = server.get()
        let names = try await withThrowingTaskGroup(of: Set<String>.self) { group in
            for _ in 0..<20 {
                group.addTask(executorPreference: transport.taskExecutor) {
                    var names: Set = [ThisProcess.threadName]
                    for _ in 0..<5 {
                        let body = try await transport.execute(request).body
                        names.insert(ThisProcess.threadName)
                        #expect(try await body.collect() == Array("ok".utf8))
                        names.insert(ThisProcess.threadName)
                    }
                    return names
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.formUnion($1) }
        }
        #expect(names == ["bifrost-loop"])
    }

    @Test("are cancelled like any other")
    func cancellation() async throws {
        let transport = try CurlTransport()
        let arrived = Mailslot<Void>()
        let server = RawServer { connection in
            guard connection.readRequest() != nil else { return }
            arrived.put(())
            _ = connection.readRequest()
        }
        defer { server.stop() }
        let request = server.get()
        let task = Task(executorPreference: transport.taskExecutor) { try await transport.execute(request) }
        try await arrived.take()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test("can hand work to each other and to other executors")
    func hops() async throws {
        let transport = try CurlTransport()
        let sum = await Task(executorPreference: transport.taskExecutor) {
            var sum = 0
            for number in 0..<200 {
                sum += await Task { number }.value
                sum += await Task.detached { number }.value
                await Task.yield()
            }
            return sum
        }.value
        #expect(sum == 199 * 200)
    }

    @Test("go on elsewhere when the transport has ended")
    func afterShutdown() async throws {
        let transport = try CurlTransport()
        let executor = transport.taskExecutor
        let ended = Mailslot<Void>()
        let task = Task(executorPreference: executor) {
            try await ended.take()
            return ThisProcess.threadName
        }
        await transport.shutdown(.immediate)
        ended.put(())
        #expect(try await task.value != "bifrost-loop")
        #expect(await Task(executorPreference: executor) { ThisProcess.threadName }.value != "bifrost-loop")
    }

    @Test("do not keep the others from being served")
    func fairness() async throws {
        let transport = try CurlTransport()
        let server = Self.echo()
        defer { server.stop() }
        let isOver = Atomic(false)
        let busy = Task(executorPreference: transport.taskExecutor) {
            while !isOver.load(ordering: .relaxed) { await Task.yield() }
        }
        for _ in 0..<20 {
            #expect(try await transport.execute(server.get()).body.collect() == Array("ok".utf8))
        }
        isOver.store(true, ordering: .relaxed)
        await busy.value
    }
}
