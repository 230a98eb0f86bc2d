/// A tool that a model may ask to have run (OpenAI field `tools[]`).
public struct ToolDefinition: Hashable, Sendable, Codable {
    /// The tool's name: letters, digits, `_` and `-`, at most 64.
    public var name: String
    /// What the tool does and when to use it, for the model to read.
    ///
    /// Nil sends none.
    public var description: String?
    /// The JSON Schema of a function's arguments, an object schema.
    ///
    /// Nil means that the function takes none. A custom tool has none.
    public var parameters: JSONValue?
    /// Whether the provider must keep to the schema exactly.
    ///
    /// Nil leaves it to the provider.
    public var strict: Bool?
    /// The form of a custom tool's input, which is text instead of JSON.
    ///
    /// Nil is a function.
    public var inputFormat: CustomToolFormat?
    /// The mark up to which the provider may cache the prompt, this tool included.
    ///
    /// Nil sends none.
    public var cacheControl: CacheControl?

    /// Makes a function.
    ///
    /// - Parameters:
    ///   - name: The tool's name.
    ///   - description: What the tool does.
    ///   - parameters: The JSON Schema of the arguments.
    ///   - strict: Whether the provider must keep to the schema exactly.
    ///   - cacheControl: The mark up to which the provider may cache the prompt.
    public init(
        name: String,
        description: String? = nil,
        parameters: JSONValue? = nil,
        strict: Bool? = nil,
        cacheControl: CacheControl? = nil
    ) {
        self.name = name
        self.description = description
        self.parameters = parameters
        self.strict = strict
        self.cacheControl = cacheControl
    }

    /// Makes a custom tool, whose input is text (OpenAI tool type `custom`).
    ///
    /// - Parameters:
    ///   - name: The tool's name.
    ///   - description: What the tool does.
    ///   - format: The form of its input.
    /// - Returns: The tool.
    public static func custom(
        name: String, description: String? = nil, format: CustomToolFormat = .text
    ) -> ToolDefinition {
        var tool = ToolDefinition(name: name, description: description)
        tool.inputFormat = format
        return tool
    }
}
