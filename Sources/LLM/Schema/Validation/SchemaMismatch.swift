/// JSON that does not keep to a schema, told in words that a model can act on.
public struct SchemaMismatch: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, place by place; never empty.
    public var violations: [SchemaViolation]

    /// Makes an error.
    ///
    /// - Parameter violations: What is wrong.
    public init(_ violations: [SchemaViolation]) { self.violations = violations }

    init(_ message: String) { self.init([SchemaViolation(path: "", message: message)]) }

    /// All violations in one line.
    public var description: String { violations.map(\.description).joined(separator: "; ") }
}
