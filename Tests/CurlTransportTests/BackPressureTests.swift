import CurlTransport
import Foundation
import HTTPTransport
import Synchronization
import TestSupport
import Testing

@Suite("A slow reader slows the sender down", .timeLimit(.minutes(5)), .serialized)
struct BackPressureTests {
    private static let total = 200 << 20

    /// Sends 200 MB as fast as the peer takes it, each byte telling its position, and counts what was taken.
    private static func flood(_ sent: Counter = Counter()) -> RawServer {
        RawServer { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(total)\r\n\r\n")
            while sent.value < total {
                let size = min(block.count, total - sent.value)
                guard connection.send(size == block.count ? block : Array(block[..<size])) else { return }
                sent.add(size)
            }
            _ = connection.waitForClose(limit: .seconds(60))
        }
    }

    /// A pattern whose period divides its length, twice.
    private static let block = (0..<(2 * 251 * 1024)).map { UInt8($0 % 251) }

    @Test("the sender stands still while nobody reads, and every byte arrives in order after that")
    func bounded() async throws {
        let sent = Counter()
        let server = Self.flood(sent)
        defer { server.stop() }
        let transport = try CurlTransport()
        let body = try await transport.execute(server.get(TransferLimits(idle: .seconds(60)))).body
        // What the two sockets and our buffer can hold is far below this.
        Gate().wait(limit: .milliseconds(500))
        #expect(sent.value < 32 << 20)
        let pattern = Data(Self.block)
        var position = 0
        while let bytes = try await body.read() {
            let start = position % 251
            #expect(Data(bytes) == pattern[start..<(start + bytes.count)])
            position += bytes.count
        }
        #expect(position == Self.total)
        #expect(body.metrics.paused > .milliseconds(300))
    }

    @Test("a reader that always finds bytes is told that its task was cancelled")
    func cancelledWhileBehind() async throws {
        let server = Self.flood()
        defer { server.stop() }
        let transport = try CurlTransport()
        let request = server.get(TransferLimits(idle: .seconds(60)))
        let reading = Task {
            let body = try await transport.execute(request).body
            try await transport.waitFor { $0.paused == 1 }
            withUnsafeCurrentTask { $0?.cancel() }
            _ = try await body.read()
        }
        await #expect(throws: CancellationError.self) { try await reading.value }
    }

    @Test("the idle limit does not count the time in which the reader was slow")
    func idleWhilePaused() async throws {
        let server = Self.flood()
        defer { server.stop() }
        let transport = try CurlTransport()
        let body = try await transport.execute(server.get(TransferLimits(idle: .seconds(1)))).body
        Gate().wait(limit: .milliseconds(1500))
        var count = 0
        while let bytes = try await body.read() { count += bytes.count }
        #expect(count == Self.total)
    }

    @Test("a paused transfer can be cancelled")
    func cancelWhilePaused() async throws {
        let closed = Mailslot<Void>()
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.sendStreamHead()
            while connection.sendChunk([UInt8](repeating: 7, count: 64 << 10)) {}
            closed.put(())
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        let body = try await transport.execute(server.get()).body
        Gate().wait(limit: .milliseconds(200))
        body.cancel()
        _ = try await closed.take()
        await #expect(throws: CancellationError.self) { try await body.read() }
    }

    @Test("pausing a thousand times at small marks loses nothing")
    func manyPauses() async throws {
        var configuration = CurlTransport.Configuration()
        configuration.highWaterMark = 4096
        configuration.lowWaterMark = 1024
        let transport = try CurlTransport(configuration)
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.sendStreamHead()
            for number in 0..<20_000 { connection.sendChunk("\(number),") }
            connection.sendLastChunk()
        }
        defer { server.stop() }
        let body = try await transport.execute(server.get()).body
        var text: [UInt8] = []
        while let bytes = try await body.read() {
            text += bytes
            await Task.yield()
        }
        #expect(String(decoding: text, as: UTF8.self) == (0..<20_000).map { "\($0)," }.joined())
    }
}

/// A number that a server's thread counts up and a test reads.
private final class Counter: Sendable {
    private let count = Atomic(0)
    var value: Int { count.load(ordering: .relaxed) }
    func add(_ number: Int) { count.add(number, ordering: .relaxed) }
}
