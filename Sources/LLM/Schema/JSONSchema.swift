/// A JSON Schema (draft 2020-12), written by hand or derived from a Swift type.
///
/// ```swift
/// let derived = try JSONSchema(of: WeatherQuery.self)
/// let byHand: JSONSchema = ["type": "string", "pattern": "^[A-Z]{3}$"]
/// ```
public struct JSONSchema: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    /// How many levels of lists and objects a schema may have.
    static let maximumDepth = 128

    /// The schema as JSON: an object, or `true` or `false`.
    public let value: JSONValue

    /// Takes a schema that was written by hand.
    ///
    /// - Parameter value: The schema: an object, or `true` or `false`.
    /// - Throws: ``LLMError/Code/configuration`` for any other value, or one that is nested more than 128 levels deep.
    public init(_ value: JSONValue) throws(LLMError) {
        guard value.objectValue != nil || value.boolValue != nil else {
            throw LLMError(.configuration, "a JSON Schema is an object, or true or false")
        }
        guard value.isNested(atMost: Self.maximumDepth) else {
            throw LLMError(.configuration, "a JSON Schema may have \(Self.maximumDepth) levels of lists and objects")
        }
        self.value = value
    }

    /// Makes a schema by hand; of keywords that stand twice the last one counts.
    ///
    /// - Parameter elements: The keywords.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(members: Dictionary(elements, uniquingKeysWith: { $1 }))
    }

    init(members: [String: JSONValue]) { value = .object(members) }
}

extension JSONSchema: Codable {
    /// Reads a schema that stands there as JSON.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws, and ``LLMError/Code/configuration`` as ``init(_:)`` does.
    public init(from decoder: any Decoder) throws { try self.init(JSONValue(from: decoder)) }

    /// Writes the schema itself.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}

extension JSONValue {
    /// Whether there are no more levels of lists and objects than so many; looks no deeper than that.
    func isNested(atMost levels: Int) -> Bool {
        switch self {
        case .array(let elements): levels > 0 && elements.allSatisfy { $0.isNested(atMost: levels - 1) }
        case .object(let members): levels > 0 && members.values.allSatisfy { $0.isNested(atMost: levels - 1) }
        default: true
        }
    }
}
