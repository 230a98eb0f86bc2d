/// What is said about one property; what is nil or empty adds nothing to its schema.
public struct PropertyDescription: Hashable, Sendable {
    /// What the property means, for the model to read.
    public var description: String?
    /// The least number (keyword `minimum`).
    public var minimum: Double?
    /// The greatest number (keyword `maximum`).
    public var maximum: Double?
    /// What a number must be a multiple of; more than zero (keyword `multipleOf`).
    public var multipleOf: Double?
    /// What some part of a text must match, a regular expression of ECMA-262 (keyword `pattern`).
    public var pattern: String?
    /// The kind of text, such as `email` (keyword `format`).
    public var format: String?
    /// The least length of a text, in Unicode scalars (keyword `minLength`).
    public var minLength: Int?
    /// The greatest length of a text, in Unicode scalars (keyword `maxLength`).
    public var maxLength: Int?
    /// The least number of elements of a list (keyword `minItems`).
    public var minItems: Int?
    /// The greatest number of elements of a list (keyword `maxItems`).
    public var maxItems: Int?
    /// Whether no two elements of a list may be equal (keyword `uniqueItems`).
    public var uniqueItems: Bool?
    /// What the property's value is when it is left out; the property may be left out then.
    public var `default`: JSONValue?
    /// Values that the property may have; the first is also the placeholder while the schema is derived.
    public var examples: [JSONValue] = []
    /// A schema written by hand, in place of the one that is derived from the property's type; it can have no `$ref`.
    public var schema: JSONSchema?

    /// Says nothing.
    public init() {}

    /// The least and the greatest number, both allowed.
    ///
    /// Nil when one of them is missing; setting nil removes both.
    public var range: ClosedRange<Double>? {
        get {
            guard let minimum, let maximum, minimum <= maximum else { return nil }
            return minimum...maximum
        }
        set {
            minimum = newValue?.lowerBound
            maximum = newValue?.upperBound
        }
    }
}

extension PropertyDescription {
    /// The keywords that are said, by the kind of value that they are about.
    var keywords: [(kind: String?, name: String, value: JSONValue)] {
        let all: [(String?, String, JSONValue?)] = [
            (nil, "description", description.map { .string($0) }),
            ("number", "minimum", minimum.map(JSONValue.init(shortest:))),
            ("number", "maximum", maximum.map(JSONValue.init(shortest:))),
            ("number", "multipleOf", multipleOf.map(JSONValue.init(shortest:))),
            ("string", "pattern", pattern.map { .string($0) }),
            ("string", "format", format.map { .string($0) }),
            ("string", "minLength", minLength.map { .integer(Int64($0)) }),
            ("string", "maxLength", maxLength.map { .integer(Int64($0)) }),
            ("array", "minItems", minItems.map { .integer(Int64($0)) }),
            ("array", "maxItems", maxItems.map { .integer(Int64($0)) }),
            ("array", "uniqueItems", uniqueItems.map { .bool($0) }),
            (nil, "default", self.default),
            (nil, "examples", examples.isEmpty ? nil : .array(examples)),
        ]
        return all.compactMap { kind, name, value in value.map { (kind, name, $0) } }
    }

    /// A value that fits, for a placeholder.
    var sample: JSONValue? {
        examples.first ?? self.default ?? schema?.value.firstExample
            ?? (minimum ?? maximum).map(JSONValue.init(shortest:))
    }
}

extension JSONValue {
    /// The number, whole where it is.
    init(shortest number: Double) { self = Int64(exactly: number).map { .integer($0) } ?? .number(number) }
}
