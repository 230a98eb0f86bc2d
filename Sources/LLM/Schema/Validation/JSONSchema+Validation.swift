extension JSONSchema {
    /// How many violations are told at most.
    static let maximumViolations = 16

    /// Finds where a value does not keep to the schema.
    ///
    /// Checked are the keywords `type`, `enum`, `const`, `properties`, `required`, `additionalProperties`,
    /// `patternProperties`, `propertyNames`, `minProperties`, `maxProperties`, `items`, `prefixItems`, `minItems`, `maxItems`, `uniqueItems`, `minimum`,
    /// `maximum`, `exclusiveMinimum`, `exclusiveMaximum`, `multipleOf`, `minLength`, `maxLength`, `pattern`, `anyOf`,
    /// `oneOf`, `allOf`, `not`, `$ref` within the schema, and the formats `date-time` and `uuid`. All others, and references
    /// to other documents, allow anything. Lengths of texts count Unicode scalars.
    ///
    /// A pattern that looks around or back allows anything too: others are matched in time that is linear in the text.
    /// The work is bounded for any schema and value; what would be more, or is nested more than 128 levels deep, is a
    /// violation.
    ///
    /// - Parameter value: The value.
    /// - Returns: What is wrong, in words that a model can act on; at most 16 places. Empty when nothing is.
    public func validate(_ value: JSONValue) -> [SchemaViolation] {
        guard value.isNested(atMost: Self.maximumDepth) else {
            return [SchemaViolation(path: "", message: "is nested more than \(Self.maximumDepth) levels deep")]
        }
        var validator = SchemaValidator(root: self.value, stepsLeft: Self.maximumSteps(for: value))
        validator.check(value, against: self.value, at: SchemaPath())
        guard validator.stepsLeft > 0 else {
            return [SchemaViolation(path: "", message: "there is too much to check against this schema")]
        }
        return validator.violations
    }

    /// How many schemas may be looked at for a value.
    static func maximumSteps(for value: JSONValue) -> Int { 50_000 + 64 * value.nodeCount }
}

extension JSONValue {
    /// How many values there are inside, this one included.
    fileprivate var nodeCount: Int {
        switch self {
        case .array(let elements): elements.reduce(1) { $0 + $1.nodeCount }
        case .object(let members): members.values.reduce(1) { $0 + $1.nodeCount }
        default: 1
        }
    }
}
