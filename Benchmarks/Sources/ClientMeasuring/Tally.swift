import Glibc

/// What was read.
public struct Tally: Sendable {
    /// Chunks with text, or answers.
    public var chunks = 0
    /// Bytes of UTF-8.
    public var characters = 0
    /// How late each stamped chunk was, in microseconds.
    @usableFromInline var delays: [UInt32] = []

    /// Creates a tally of nothing.
    public init() {}

    // Inlined into the client, so that counting costs all of them as little.
    /// Takes a text, unless it is empty.
    @inlinable
    public mutating func take(_ text: String) {
        guard !text.isEmpty else { return }
        chunks += 1
        characters += text.utf8.count
    }

    /// Takes a text that is the microsecond of the monotonic clock in which it was sent.
    @inlinable
    public mutating func takeStamp(_ text: String) {
        guard !text.isEmpty else { return }
        take(text)
        var text = text
        text.withUTF8 { takeDelay(of: $0) }
    }

    /// Takes what was counted elsewhere.
    public mutating func take(chunks: Int, characters: Int) {
        self.chunks += chunks
        self.characters += characters
    }

    /// Takes the digits of an instant alone.
    @inlinable
    public mutating func takeDelay(of digits: some Sequence<UInt8>) {
        let sent = digits.reduce(0) { $0 * 10 + UInt64($1 - UInt8(ascii: "0")) }
        delays.append(UInt32(truncatingIfNeeded: Self.microseconds - sent))
    }

    /// Makes room for so many delays.
    public mutating func expectDelays(_ count: Int) { delays.reserveCapacity(count) }

    /// Leaves the first fifth of the delays out: it is about opening the streams.
    public mutating func dropOpening() { delays.removeFirst(delays.count / 5) }

    /// Adds what another stream has read.
    public mutating func add(_ other: Tally) {
        chunks += other.chunks
        characters += other.characters
        delays += other.delays
    }

    @usableFromInline
    static var microseconds: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1000
    }
}
