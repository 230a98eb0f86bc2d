/// The data lines of one block, joined by LF.
///
/// A line that stays alone is read where it lies in the line buffer; a second one moves both to a buffer of their own.
@usableFromInline
struct BlockData: Sendable {
    @usableFromInline
    enum Place: Sendable {
        /// No data line yet; an empty one makes it `inBuffer`.
        case none
        /// One data line, in the line buffer; may become `joined`.
        case inBuffer(Range<Int>)
        /// The lines are in `joined`; lasts until the block ends.
        case joined
    }

    @usableFromInline private(set) var place = Place.none
    @usableFromInline private(set) var joined: [UInt8] = []

    var isPresent: Bool {
        if case .none = place { false } else { true }
    }

    /// Adds a line, unless the data would then be longer than `maximum` bytes.
    mutating func append(_ line: Range<Int>, in buffer: [UInt8], maximum: Int) throws(EventStreamError) {
        let length = isPresent ? count + 1 + line.count : line.count
        guard length <= maximum else { throw EventStreamError(code: .eventTooLong, limit: maximum) }
        if case .none = place {
            place = .inBuffer(line)
        } else {
            detach(from: buffer)
            joined.append(ASCII.lineFeed)
            joined.append(contentsOf: buffer[line])
        }
    }

    /// Moves the data out of the line buffer, whose ranges are about to lose their meaning.
    mutating func detach(from buffer: [UInt8]) {
        guard case .inBuffer(let line) = place else { return }
        joined.append(contentsOf: buffer[line])
        place = .joined
    }

    @inlinable
    func withBytes<R, E: Error>(in buffer: [UInt8], _ body: (Span<UInt8>) throws(E) -> R) throws(E) -> R {
        switch place {
        case .none: try body(Span())
        case .inBuffer(let line): try body(buffer.span.extracting(line))
        case .joined: try body(joined.span)
        }
    }

    mutating func removeAll() {
        if case .joined = place {
            joined.removeAll(keepingCapacity: joined.capacity <= BufferCapacity.kept)
        }
        place = .none
    }

    private var count: Int {
        switch place {
        case .none: 0
        case .inBuffer(let line): line.count
        case .joined: joined.count
        }
    }
}
