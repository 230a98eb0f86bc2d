/// What a vector says about a text: the text itself, or one of the abbreviations of the vectors' README.
public indirect enum ExpectedText: Sendable {
    case exactly(String)
    case anyOf([ExpectedText])
    /// This many Unicode scalars, and these are the first.
    case prefix(String, length: Int)
    /// This many bytes of UTF-8 with this digest.
    case digest(length: Int, sha256: String)

    /// Reads a value of a vector; `nil` when it is no description of a text.
    public init?(_ value: Any?) {
        if let text = value as? String {
            self = .exactly(text)
        } else if let object = value as? [String: Any] {
            self.init(object: object)
        } else {
            return nil
        }
    }

    private init?(object: [String: Any]) {
        if let alternatives = object["anyOf"] as? [Any] {
            self = .anyOf(alternatives.compactMap { ExpectedText($0) })
        } else if let prefix = object["prefix"] as? String, let length = object["length"] as? Int {
            self = .prefix(prefix, length: length)
        } else {
            return nil
        }
    }

    /// Whether the text is as expected, scalar by scalar: `String` itself compares by canonical equivalence.
    public func matches(_ text: String) -> Bool {
        switch self {
        case .exactly(let expected):
            text.utf8.elementsEqual(expected.utf8)
        case .anyOf(let alternatives):
            alternatives.contains { $0.matches(text) }
        case .prefix(let prefix, let length):
            text.unicodeScalars.count == length && text.utf8.starts(with: prefix.utf8)
        case .digest(let length, let sha256):
            text.utf8.count == length && SHA256.hexDigest(of: Array(text.utf8)) == sha256
        }
    }
}
