/// Whether a tool may be run as the model asks.
@nonexhaustive
public enum ToolApproval: Hashable, Sendable {
    /// The tool is run.
    case allow
    /// The tool is run with other arguments, as JSON text; the conversation keeps what the model wrote.
    case change(arguments: String)
    /// The tool is not run, and the model is told why.
    case deny(reason: String)
    /// The tool is not run, and the model is told this in place of its result.
    case replace(ToolOutput)
}
