import Bifrost
import HTTPTransport
import LLM
import Synchronization
import TestSupport
import Testing

@testable import Bifrost

/// A client that reads slowly slows the gateway down, and costs a bounded number of bytes.
@Suite(.timeLimit(.minutes(5)))
struct RelayBackPressureTests {
    private static let piece = [UInt8](repeating: 7, count: 16 << 10)

    /// Both sides are on one actor, so that each runs until it waits.
    @Test @MainActor func theReadingWaitsWhileTheBufferIsFull() async throws {
        let buffer = RelayBuffer { .now }
        let put = Mailslot<Int>()
        let count = Counter()
        let writer = Task { @MainActor in
            for number in 1...100 {
                put.put(number)
                count.add(1)
                try await buffer.put(Self.piece)
            }
        }
        for round in 1...25 {
            for _ in 0..<4 { _ = try await put.take() }
            try #require(count.value == 4 * round)
            #expect(try await buffer.take()?.count == RelayBuffer.highWater)
        }
        try await writer.value
    }

    @Test @MainActor func whoLeavesEndsAWriterThatWaits() async throws {
        let buffer = RelayBuffer { .now }
        let begun = Mailslot<Void>()
        let writer = Task { @MainActor in
            begun.put(())
            try await buffer.put([UInt8](repeating: 7, count: RelayBuffer.highWater))
        }
        try await begun.take()
        buffer.leave()
        await #expect(throws: CancellationError.self) { try await writer.value }
    }

    /// Far more than what sockets and buffers hold.
    private static let total = 64 << 20
    private static let event = Event.text(String(repeating: "x", count: 16 << 10))

    /// A gateway that sends events as fast as they are taken.
    private static func flood(_ sent: Counter) -> RawServer {
        RawServer { connection in
            _ = connection.readRequest()
            connection.sendStreamHead()
            while sent.value < total, connection.sendChunk(event) { sent.add(event.utf8.count) }
            _ = connection.waitForClose(limit: .seconds(60))
        }
    }

    @Test("The gateway stands still while the client does not read, and goes on with it")
    func theGatewayStandsStill() async throws {
        let sent = Counter()
        let server = Self.flood(sent)
        defer { server.stop() }
        let model = try BifrostModel(ProviderConfig(model: "openai/gpt-4o", baseURL: server.url + "/v1"))
        let relay = model.relay(RawRequest("POST", "/chat/completions", body: .json(["stream": true])))
        var iterator = relay.makeAsyncIterator()
        _ = try await iterator.next(isolation: nil)
        sent.standStill()
        let before = sent.value
        #expect(before < Self.total)
        while sent.value == before, let bytes = try await iterator.next(isolation: nil) {
            #expect(bytes.count < RelayBuffer.highWater + Self.event.utf8.count)
        }
        #expect(sent.value > before)
        #expect(relay.failure == nil)
    }
}

/// Counts what was sent, until it stands still.
private final class Counter: Sendable {
    private let count = Atomic(0)

    var value: Int { count.load(ordering: .relaxed) }

    func add(_ number: Int) { count.add(number, ordering: .relaxed) }

    /// Waits until nothing was added for a while.
    func standStill() {
        var before = -1
        while value != before {
            before = value
            Gate().wait(limit: .milliseconds(500))
        }
    }
}
