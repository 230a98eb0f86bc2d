import CurlTransport
import HTTPTransport
import TestSupport
import Testing

@Suite("Thousands end at once", .timeLimit(.minutes(5)))
struct MassEndingTests {
    private static let count = 1500

    /// Streams that stay silent, and one that ticks.
    private static func server(ticking: Gate) -> RawServer {
        RawServer(backlog: 4096) { connection in
            guard let request = connection.readRequest() else { return }
            connection.sendStreamHead()
            guard request.head.hasPrefix("GET /tick") else {
                _ = connection.waitForClose()
                return
            }
            while !ticking.wait(limit: .milliseconds(5)), connection.sendChunk("tick") {}
            connection.sendLastChunk()
        }
    }

    private static func open(_ transport: CurlTransport, _ request: HTTPRequest) async throws -> [HTTPBody] {
        try await withThrowingTaskGroup(of: HTTPBody.self) { group in
            for _ in 0..<count { group.addTask { try await transport.execute(request).body } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test("by a limit that fires for all of them in one moment: a stream beside them goes on")
    func limit() async throws {
        let transport = try CurlTransport()
        let stop = Gate()
        let server = Self.server(ticking: stop)
        defer { server.stop() }
        let ticking = try await transport.execute(server.get(path: "/tick")).body
        let deadline = ContinuousClock.now + .seconds(15)
        let bodies = try await Self.open(
            transport, server.get(TransferLimits(deadline: deadline, total: .seconds(15))))
        async let gap = longestGap(in: ticking)
        await withTaskGroup(of: TransferLimits.Name?.self) { group in
            for body in bodies {
                group.addTask {
                    do { _ = try await body.read() } catch { return (error as? HTTPTransportError)?.limit }
                    return nil
                }
            }
            for await limit in group { #expect(limit == .total) }
        }
        #expect(ContinuousClock.now >= deadline)
        try await transport.waitFor { $0.ending == 0 && $0.receiving == 1 }
        stop.open()
        // Closing them takes tens of milliseconds; a generous bound, since the machine has other work.
        #expect(try await gap < .seconds(2))
        #expect(await transport.snapshot().failed == Self.count)
    }

    @Test("by cancellation")
    func cancellation() async throws {
        let transport = try CurlTransport()
        let stop = Gate()
        let server = Self.server(ticking: stop)
        defer { server.stop() }
        let bodies = try await Self.open(transport, server.get())
        for body in bodies { body.cancel() }
        try await transport.waitFor { $0.ending == 0 && $0.sockets == 0 }
        #expect(await transport.snapshot().abandoned == Self.count)
    }

    @Test("by shutdown, which waits for all of them")
    func shutdown() async throws {
        let transport = try CurlTransport()
        let server = Self.server(ticking: Gate())
        defer { server.stop() }
        let bodies = try await Self.open(transport, server.get())
        await transport.shutdown(.immediate)
        for body in bodies {
            let error = await #expect(throws: HTTPTransportError.self) { try await body.read() }
            #expect(error?.code == .shutDown)
        }
    }

    private func longestGap(in body: HTTPBody) async throws -> Duration {
        var longest = Duration.zero
        var last = ContinuousClock.now
        while try await body.read() != nil {
            longest = max(longest, ContinuousClock.now - last)
            last = .now
        }
        return longest
    }
}
