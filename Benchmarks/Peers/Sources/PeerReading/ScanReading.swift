public import ClientMeasuring
import LimitReading

/// Reads by hand: the very scan of the limit, which looks for the text and for nothing else.
public final class ScanReading: Reading, @unchecked Sendable {  // one task, or one queue, has it
    private var counted = Tally()
    private var state = reading()
    private let isWhole: Bool
    private let isStamped: Bool

    /// Creates a reading of one stream or connection.
    public init(_ work: Work) {
        isWhole = work.isWhole
        isStamped = work.stamps > 0
        if isStamped { counted.expectDelays(work.stamps) }
    }

    deinit { reading_free(&state) }

    /// Takes what has come.
    public func take(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else { return }
        guard !isWhole else { return reading_keep(&state, start, bytes.count) }
        withUnsafeMutablePointer(to: &counted) { counted in
            state.context = UnsafeMutableRawPointer(counted)
            reading_take(&state, start, bytes.count, isStamped ? takeStamp : nil)
        }
    }

    /// Takes the end of an answer.
    public func end() {
        if isWhole { reading_end(&state) } else if isStamped { counted.dropOpening() }
    }

    /// What was read so far.
    public var tally: Tally {
        var tally = counted
        tally.take(chunks: Int(state.chunks), characters: Int(state.characters))
        return tally
    }
}

private func takeStamp(_ state: UnsafeMutablePointer<reading>?, _ text: UnsafePointer<CChar>?, _ size: Int) {
    let tally = state?.pointee.context.assumingMemoryBound(to: Tally.self)
    tally?.pointee.takeDelay(of: UnsafeRawBufferPointer(start: text, count: size))
}
