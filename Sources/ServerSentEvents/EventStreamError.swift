/// The reason why an event stream cannot be parsed any further: one of the parser's limits was exceeded.
///
/// Nothing else fails: by the WHATWG algorithm every sequence of bytes is an event stream.
public struct EventStreamError: Error, Sendable, Hashable {
    /// Which limit was exceeded.
    public let code: Code

    /// The limit in bytes.
    public let limit: Int

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - code: Which limit was exceeded.
    ///   - limit: The limit in bytes.
    public init(code: Code, limit: Int) {
        self.code = code
        self.limit = limit
    }
}

extension EventStreamError: CustomStringConvertible {
    /// A sentence that names the limit.
    public var description: String {
        switch code.kind {
        case .lineTooLong: "A line of the event stream is longer than \(limit) bytes."
        case .eventTooLong: "The data of one event is longer than \(limit) bytes."
        }
    }
}

extension EventStreamError {
    /// The kinds of failure; more may be added.
    public struct Code: Sendable, Hashable {
        fileprivate enum Kind {
            case lineTooLong
            case eventTooLong
        }

        fileprivate let kind: Kind

        /// A line, comments included, is longer than the parser's `maximumLineLength`.
        public static let lineTooLong = Code(kind: .lineTooLong)

        /// The data of one block is longer than the parser's `maximumEventLength`.
        public static let eventTooLong = Code(kind: .eventTooLong)
    }
}
