/// An incremental parser of `text/event-stream` bodies, by the WHATWG algorithm.
///
/// Append bytes as they arrive, cut anywhere, and take events until there are none:
///
/// ```swift
/// parser.append(chunk)
/// while let event = try parser.next() { handle(event) }
/// ```
///
/// The parser is a value without concurrency; it does work that is linear in the bytes, however they are cut. An event
/// is delivered with the byte that ends its blank line. A block that the end of the stream leaves unterminated is
/// never dispatched, so there is nothing to call at the end.
///
/// Source: WHATWG HTML, section 9.2.6 "Interpreting an event stream".
public struct EventStreamParser: Sendable {
    /// The last event id, as of the last complete block; empty when none was set or it was reset.
    ///
    /// A reconnecting client sends it as the field `Last-Event-ID`.
    public private(set) var lastEventID = ""

    /// The reconnection time in milliseconds that the stream set last; `nil` when it set none.
    public private(set) var reconnectionTime: Int?

    private let maximumEventLength: Int
    @usableFromInline private(set) var lines: LineSplitter
    @usableFromInline private(set) var block = EventBlock()
    @usableFromInline private(set) var current = CurrentEvent.none
    private var failure: EventStreamError?

    /// Creates a parser at the start of a stream.
    ///
    /// - Parameters:
    ///   - maximumLineLength: The most bytes that one line may have without its end, comments included. The default
    ///     is 16 MiB; zero admits blank lines only.
    ///   - maximumEventLength: The most bytes that the joined data of one event may have. The default is 32 MiB; zero
    ///     admits empty data only.
    public init(maximumLineLength: Int = 16 << 20, maximumEventLength: Int = 32 << 20) {
        self.maximumEventLength = maximumEventLength
        lines = LineSplitter(maximumLineLength: maximumLineLength)
    }

    /// Adds the next bytes of the stream.
    ///
    /// The array is adopted without a copy when all earlier bytes are consumed. After a failure the bytes are dropped.
    ///
    /// - Parameter bytes: The next bytes; they may end anywhere and may be empty.
    public mutating func append(_ bytes: consuming [UInt8]) {
        guard failure == nil else { return }
        startBlockAfterDispatch()
        if lines.extendLine(with: bytes.span) { return }
        block.data.detach(from: lines.buffer)
        lines.append(bytes)
    }

    /// Takes the next event.
    ///
    /// - Returns: The event, or `nil` when it takes more bytes to complete one.
    /// - Throws: ``EventStreamError`` when a limit is exceeded; from then on each call throws the same error.
    public mutating func next() throws(EventStreamError) -> ServerSentEvent? {
        guard try advance() else { return nil }
        return ServerSentEvent(
            type: block.type.isEmpty ? "message" : String(decoding: block.type, as: UTF8.self),
            data: withCurrentData { data in
                data.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
            },
            id: lastEventID,
            retry: block.retry
        )
    }

    /// Moves to the next event, which can then be read in place with ``withCurrentEvent(_:)``.
    ///
    /// - Returns: `false` when it takes more bytes to complete an event.
    /// - Throws: ``EventStreamError`` when a limit is exceeded; from then on each call throws the same error.
    public mutating func advance() throws(EventStreamError) -> Bool {
        if let failure { throw failure }
        startBlockAfterDispatch()
        if lines.isWaiting {
            if block.isEmpty { lines.dropRead() }
            return false
        }
        if dispatchDataAlone() { return true }
        return try advanceLineByLine()
    }

    /// Reads the current event without copying it.
    ///
    /// There is a current event from the moment when ``advance()`` returned `true`, or ``next()`` an event, until the
    /// next mutating call; anything else is a programming error and traps.
    ///
    /// - Parameter body: Receives the event's type, `message` by default, and its data, both as the bytes of the
    ///   stream: UTF-8 unless the server is at fault.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws.
    @inlinable
    public func withCurrentEvent<R, E: Error>(
        _ body: (_ type: Span<UInt8>, _ data: Span<UInt8>) throws(E) -> R
    ) throws(E) -> R {
        try withCurrentData { (data) throws(E) in
            try body((block.type.isEmpty ? EventBlock.defaultType : block.type).span, data)
        }
    }

    /// Whether the current event has no name of its own, so that it is of the type `message`.
    @inlinable
    package var currentEventIsUnnamed: Bool { block.type.isEmpty }

    /// Reads the data of the current event without copying it; see ``withCurrentEvent(_:)``.
    @inlinable
    package func withCurrentData<R, E: Error>(_ body: (_ data: Span<UInt8>) throws(E) -> R) throws(E) -> R {
        switch current {
        case .none: preconditionFailure("there is no current event unless advance() has just returned true")
        case .dataAlone(let data): try body(lines.buffer.span.extracting(data))
        case .block: try block.data.withBytes(in: lines.buffer, body)
        }
    }
}

/// What was dispatched last and can be read in place.
@usableFromInline
enum CurrentEvent: Sendable {
    case none
    /// One line of data in the line buffer; the block is untouched.
    case dataAlone(Range<Int>)
    case block
}

/// Taking events of which someone knows the bytes, so that nobody has to look for their end.
extension EventStreamParser {
    /// Reads from the start of the data that comes next, if that is a block's first line, and leaves it where it is.
    ///
    /// - Parameter body: Receives the data and whatever follows.
    /// - Returns: What `body` returns; nil when no such line is next.
    @inlinable
    package mutating func peekData<R>(_ body: (_ bytes: Span<UInt8>) -> R?) -> R? {
        guard let start = startOfUntouchedData() else { return nil }
        return body(lines.buffer.span.extracting(start...))
    }

    /// Moves to the event that ``peekData(_:)`` has read, as ``advance()`` would have done.
    ///
    /// - Parameter count: How many bytes of data it has, none of which ends a line.
    /// - Returns: `false`, and nothing is taken, when an event of that size is not whole yet, or too large.
    package mutating func takeData(_ count: Int) -> Bool {
        dispatch(lines.takeDataAlone(count, maximumLength: maximumEventLength))
    }

    @usableFromInline
    mutating func startOfUntouchedData() -> Int? {
        startBlockAfterDispatch()
        return block.isEmpty ? lines.untouchedData : nil
    }
}

extension EventStreamParser {
    /// A function of its own, so that nearly every event does without its frame.
    @inline(never)
    private mutating func advanceLineByLine() throws(EventStreamError) -> Bool {
        do throws(EventStreamError) {
            while try !parseToEvent() {
                guard moveOn() else { return false }
                if dispatchDataAlone() { return true }
            }
            return true
        } catch {
            fail(with: error)
            throw error
        }
    }

    private mutating func parseToEvent() throws(EventStreamError) -> Bool {
        while let line = try lines.next() {
            if line.isEmpty {
                if endBlock() { return true }
            } else {
                try take(line)
            }
        }
        return false
    }

    /// Dispatches the event that comes next, if it is one line of data, as nearly every event is.
    @inline(__always)
    private mutating func dispatchDataAlone() -> Bool {
        block.isEmpty && dispatch(lines.nextDataAlone(maximumLength: maximumEventLength))
    }

    @inline(__always)
    private mutating func dispatch(_ data: Range<Int>?) -> Bool {
        guard let data else { return false }
        current = .dataAlone(data)
        return true
    }

    private mutating func moveOn() -> Bool {
        block.data.detach(from: lines.buffer)
        return lines.moveOn()
    }

    private mutating func take(_ line: Range<Int>) throws(EventStreamError) {
        let parsed = FieldLine(line, in: lines.buffer.span)
        switch parsed.field {
        case .data:
            try block.data.append(parsed.value, in: lines.buffer, maximum: maximumEventLength)
        case .event:
            block.setType(lines.buffer[parsed.value])
        case .id:
            block.setID(lines.buffer[parsed.value])
        case .retry:
            guard let time = Int(milliseconds: lines.buffer[parsed.value]) else { return }
            block.retry = time
            reconnectionTime = time
        case nil:
            return
        }
    }

    /// Handles the blank line; `true` when there is an event to dispatch.
    private mutating func endBlock() -> Bool {
        // The id counts even when the block has no data and so dispatches nothing.
        if let id = block.id { lastEventID = id }
        guard block.data.isPresent else {
            block.removeAll()
            return false
        }
        current = .block
        return true
    }

    @inline(__always)
    private mutating func startBlockAfterDispatch() {
        if case .block = current { block.removeAll() }
        current = .none
    }

    /// Lets go of all buffers: a failed parser may live on for as long as its stream.
    private mutating func fail(with error: EventStreamError) {
        failure = error
        lines = LineSplitter(maximumLineLength: 0)
        block = EventBlock()
    }
}
