import Glibc

/// What was read.
struct Tally: Sendable {
    private(set) var chunks = 0
    /// Bytes of UTF-8.
    private(set) var characters = 0
    /// How late each stamped chunk was, in microseconds.
    private(set) var delays: [UInt32] = []

    mutating func take(_ text: String) {
        guard !text.isEmpty else { return }
        chunks += 1
        characters += text.utf8.count
    }

    /// Takes a text that is the microsecond of the monotonic clock in which it was sent.
    mutating func takeStamp(_ text: String) {
        guard !text.isEmpty else { return }
        take(text)
        let sent = text.utf8.reduce(0) { $0 * 10 + UInt64($1 - UInt8(ascii: "0")) }
        delays.append(UInt32(truncatingIfNeeded: Self.microseconds - sent))
    }

    mutating func expectDelays(_ count: Int) { delays.reserveCapacity(count) }

    /// Leaves the first fifth of the delays out: it is about opening the streams.
    mutating func dropOpening() { delays.removeFirst(delays.count / 5) }

    mutating func add(_ other: Tally) {
        chunks += other.chunks
        characters += other.characters
        delays += other.delays
    }

    private static var microseconds: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1000
    }
}
