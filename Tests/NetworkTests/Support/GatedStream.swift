import HTTPTransport
import Synchronization
import TestSupport

/// A stream whose origin sends the next event only when the test asks for it.
final class GatedStream: Sendable {
    private let gates: [Gate]
    let count: Int

    init(events count: Int) {
        self.count = count
        gates = (0...count).map { _ in Gate() }
    }

    /// The text of an event.
    static func event(_ number: Int) -> String { "data: {\"number\":\(number)}\n\n" }

    /// Lets the origin send one event; the one after the last is the end of the stream.
    func release(_ number: Int) { gates[number].open() }

    /// Lets the origin send all that is left.
    func releaseAll() { for gate in gates { gate.open() } }

    /// Serves it, on a thread of the origin; false when the peer closed before the end.
    @discardableResult
    func serve(_ connection: RawConnection) -> Bool {
        connection.sendStreamHead()
        for number in 0..<count {
            guard waits(for: number, on: connection), connection.sendChunk(Self.event(number)) else { return false }
        }
        guard waits(for: count, on: connection) else { return false }
        connection.sendLastChunk()
        return true
    }

    /// Waits for the test's word or the peer's close; true for the first.
    private func waits(for number: Int, on connection: RawConnection) -> Bool {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            if gates[number].wait(limit: .milliseconds(20)) { return true }
            if connection.waitForClose(limit: .milliseconds(1)) != nil { return false }
        }
        return false
    }

    /// Reads it event by event, and nothing more than each event, up to its end; false when that is not what comes.
    func read(_ body: HTTPBody) async throws -> Bool {
        for number in 0..<count {
            release(number)
            guard try await Self.take(number, from: body) else { return false }
        }
        release(count)
        return try await body.read() == nil
    }

    /// Reads one event, which may come in pieces; false when it is another text.
    static func take(_ number: Int, from body: HTTPBody) async throws -> Bool {
        let expected = Array(event(number).utf8)
        var bytes: [UInt8] = []
        while bytes.count < expected.count {
            guard let piece = try await body.read() else { return false }
            bytes += piece
        }
        return bytes == expected
    }
}

/// A number that a server's thread counts up and a test reads.
final class Counter: Sendable {
    private let count = Atomic(0)
    var value: Int { count.load(ordering: .relaxed) }
    func add(_ number: Int) { count.add(number, ordering: .relaxed) }
}
