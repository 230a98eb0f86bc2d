/// Arguments that do not fit a tool's schema, told in words that a model can act on.
public struct ToolArgumentError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, place by place.
    public var message: String

    /// Makes an error.
    ///
    /// - Parameter message: What is wrong.
    public init(_ message: String) { self.message = message }

    /// The message.
    public var description: String { message }
}
