/// A place where a JSON value does not keep to a schema.
public struct SchemaViolation: Error, Hashable, Sendable, CustomStringConvertible {
    /// The place: keys and positions from the top, such as `stops[2].city`; empty is the value as a whole.
    public var path: String
    /// What is wrong there, in words that a model can act on.
    public var message: String

    /// Makes a violation.
    ///
    /// - Parameters:
    ///   - path: The place.
    ///   - message: What is wrong there.
    public init(path: String, message: String) {
        self.path = path
        self.message = message
    }

    /// The place and what is wrong there.
    public var description: String { path.isEmpty ? message : "\(path): \(message)" }
}
