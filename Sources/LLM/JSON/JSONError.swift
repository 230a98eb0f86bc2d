/// Why a text is not JSON, or why a value cannot be written as JSON.
public struct JSONError: Error, Hashable, Sendable {
    /// The class of the failure.
    public let code: Code
    /// Where in the text it was noticed, in bytes from its start; nil when writing.
    public let offset: Int?

    /// Makes an error.
    ///
    /// - Parameters:
    ///   - code: The class of the failure.
    ///   - offset: Where in the text it was noticed.
    public init(_ code: Code, offset: Int? = nil) {
        self.code = code
        self.offset = offset
    }

    /// The class of a failure; an open set.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String { case syntax, tooDeep, tooLarge, notFinite }
        private let kind: Kind

        /// The class's name.
        public var description: String { kind.rawValue }

        /// The text does not follow the grammar of RFC 8259, or ends too early.
        public static let syntax = Code(kind: .syntax)
        /// Lists and objects are nested deeper than was allowed.
        public static let tooDeep = Code(kind: .tooDeep)
        /// The text is longer than was allowed.
        public static let tooLarge = Code(kind: .tooLarge)
        /// A number is infinite or not a number, which JSON cannot express.
        public static let notFinite = Code(kind: .notFinite)
    }
}

extension JSONError: CustomStringConvertible {
    /// A short sentence; it never quotes the text.
    public var description: String {
        let place = offset.map { " at byte \($0)" } ?? ""
        return switch code {
        case .tooDeep: "the JSON is nested too deeply\(place)"
        case .tooLarge: "the JSON is too long\(place)"
        case .notFinite: "JSON cannot express an infinite number"
        default: "not valid JSON\(place)"
        }
    }
}
