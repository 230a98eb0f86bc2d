/// A tool that a model may ask to have run (OpenAI field `tools[].function`).
public struct ToolDefinition: Hashable, Sendable, Codable {
    /// The tool's name: letters, digits, `_` and `-`, at most 64.
    public var name: String
    /// What the tool does and when to use it, for the model to read.
    ///
    /// Nil sends none.
    public var description: String?
    /// The JSON Schema of the arguments, an object schema.
    ///
    /// Nil means that the tool takes none.
    public var parameters: JSONValue?
    /// Whether the provider must keep to the schema exactly.
    ///
    /// Nil leaves it to the provider.
    public var strict: Bool?

    /// Makes a tool definition.
    ///
    /// - Parameters:
    ///   - name: The tool's name.
    ///   - description: What the tool does.
    ///   - parameters: The JSON Schema of the arguments.
    ///   - strict: Whether the provider must keep to the schema exactly.
    public init(name: String, description: String? = nil, parameters: JSONValue? = nil, strict: Bool? = nil) {
        self.name = name
        self.description = description
        self.parameters = parameters
        self.strict = strict
    }
}

/// Whether and which tools the model may call (OpenAI field `tool_choice`).
@nonexhaustive
public enum ToolChoice: Hashable, Sendable, Codable {
    /// The model decides.
    case auto
    /// No tool is called.
    case none
    /// At least one tool is called.
    case required
    /// The named tool is called.
    case tool(String)
}
