/// What becomes of an error that a tool's code throws, and of a tool that takes too long.
///
/// Two kinds of errors are not asked about: a ``ToolArgumentError`` is always told to the model, and a ``ToolFailure``
/// says by itself whether the model is told or the run ends.
public struct ToolErrorRule: Sendable {
    /// What becomes of one error.
    @nonexhaustive
    public enum Decision: Hashable, Sendable {
        /// The model is told this text in place of a result, and the run goes on.
        case tellModel(String)
        /// The run ends with ``ToolRunError/Code/toolFailed``.
        case endRun
    }

    private let decide: @Sendable (any Error, ToolCall) -> Decision

    /// Makes a rule.
    ///
    /// - Parameter decide: Decides about an error of a call; a ``ToolTimeout`` is a tool that took too long. What it
    ///   tells the model leaves the process: errors can hold addresses, queries and keys.
    public init(_ decide: @escaping @Sendable (_ error: any Error, _ call: ToolCall) -> Decision) {
        self.decide = decide
    }

    func decision(on error: any Error, of call: ToolCall) -> Decision { decide(error, call) }

    /// The model is told that the tool failed, or that it took too long, and nothing else.
    ///
    /// The words of an error are kept back, since they were not written for a model and may hold secrets. A tool that has
    /// something to say throws ``ToolFailure``.
    public static let tellModel = ToolErrorRule { error, _ in
        .tellModel(error is ToolTimeout ? "The tool took too long." : "The tool failed.")
    }

    /// The model is told the error's own description.
    ///
    /// For tools whose errors are known to hold no secrets.
    public static let tellModelDescription = ToolErrorRule { error, _ in .tellModel(String(describing: error)) }

    /// The run ends.
    public static let endRun = ToolErrorRule { _, _ in .endRun }
}
