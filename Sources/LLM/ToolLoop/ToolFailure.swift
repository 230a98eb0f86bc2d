/// A failure that a tool tells in its own words, by throwing it.
public struct ToolFailure: Error, Sendable, CustomStringConvertible {
    /// What went wrong; told to the model unless the failure ends the run.
    public var message: String
    /// Whether the run ends with it, whatever the run's rule for errors is.
    public var endsRun: Bool
    /// The error below this one; it is never told to the model.
    public var cause: (any Error)?

    /// Makes a failure that the model is told.
    ///
    /// - Parameters:
    ///   - message: What went wrong, in words that a model can act on.
    ///   - cause: The error below this one.
    public init(_ message: String, cause: (any Error)? = nil) {
        self.init(message: message, endsRun: false, cause: cause)
    }

    private init(message: String, endsRun: Bool, cause: (any Error)?) {
        self.message = message
        self.endsRun = endsRun
        self.cause = cause
    }

    /// Makes a failure that ends the run with ``ToolRunError/Code/toolFailed``.
    ///
    /// - Parameters:
    ///   - message: What went wrong.
    ///   - cause: The error below this one.
    /// - Returns: The failure.
    public static func fatal(_ message: String, cause: (any Error)? = nil) -> ToolFailure {
        ToolFailure(message: message, endsRun: true, cause: cause)
    }

    /// The message.
    public var description: String { message }
}
