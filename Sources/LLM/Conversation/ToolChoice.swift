/// Whether and which tools the model may call (OpenAI field `tool_choice`).
@nonexhaustive
public enum ToolChoice: Hashable, Sendable {
    /// The model decides.
    case auto
    /// No tool is called.
    case none
    /// At least one tool is called.
    case required
    /// The same as ``required``, in Anthropic's word.
    case any
    /// The named tool is called, be it a function or a custom tool.
    case tool(String)
    /// Only some of the tools may be called (OpenAI field `allowed_tools`).
    case allowed([String], mode: AllowedToolsMode = .auto)
}

/// Whether one of the allowed tools must be called (OpenAI field `allowed_tools.mode`).
@nonexhaustive
public enum AllowedToolsMode: String, Hashable, Sendable, Codable {
    /// The model decides.
    case auto
    /// At least one of them is called.
    case required
}
