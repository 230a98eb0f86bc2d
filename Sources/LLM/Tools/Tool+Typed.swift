extension Tool {
    /// Makes a tool from a closure over a type.
    ///
    /// ```swift
    /// let weather = try Tool("get_weather", description: "Tells the weather in a city.") { (query: WeatherQuery) in
    ///     try await service.report(for: query.city)
    /// }
    /// ```
    ///
    /// The arguments are checked against the schema before they are decoded: what does not fit is a
    /// ``ToolArgumentError``, and the closure is not run. Dates are read and written as RFC 3339 has them, bytes in base64.
    ///
    /// - Parameters:
    ///   - name: The tool's name: letters, digits, `_` and `-`, at most 64.
    ///   - description: What the tool does and when to use it, for the model to read. Nil sends none.
    ///   - strict: Whether the provider must keep to the schema exactly, which is sent as ``JSONSchema/strict()`` has it
    ///     then. Nil leaves it to the provider.
    ///   - timeLimit: How long one call may take.
    ///   - schema: The schema of the arguments. Nil derives it from the type.
    ///   - body: Runs one call. A `String` and a ``ToolOutput`` are told to the model as they are, anything else as JSON.
    /// - Throws: ``LLMError/Code/configuration`` when the schema cannot be derived or made strict, or is not that of an
    ///   object.
    public init<Arguments: Decodable & SendableMetatype, Output: Encodable & SendableMetatype>(
        _ name: String,
        description: String? = nil,
        strict: Bool? = nil,
        timeLimit: TimeLimit = .inherit,
        schema: JSONSchema? = nil,
        _ body: @escaping @Sendable (Arguments, ToolContext) async throws -> Output
    ) throws(LLMError) {
        let schema = if let schema { schema } else { try JSONSchema(of: Arguments.self) }
        guard schema.value["type"] == "object" else {
            throw LLMError(
                .configuration,
                "tool \"\(name)\": arguments must be an object, as a struct is; \(Arguments.self) is none")
        }
        let reader = SchemaReader<Arguments>(schema: schema)
        let sent = strict == true ? try schema.strict() : schema
        let definition = ToolDefinition(name: name, description: description, parameters: sent.value, strict: strict)
        self.init(definition, timeLimit: timeLimit) { call, context in
            try await ToolOutput(encoding: body(reader.arguments(of: call), context))
        }
    }

    /// Makes a tool from a closure over a type.
    ///
    /// - Parameters:
    ///   - name: The tool's name: letters, digits, `_` and `-`, at most 64.
    ///   - description: What the tool does and when to use it, for the model to read. Nil sends none.
    ///   - strict: Whether the provider must keep to the schema exactly. Nil leaves it to the provider.
    ///   - timeLimit: How long one call may take.
    ///   - schema: The schema of the arguments. Nil derives it from the type.
    ///   - body: Runs one call. A `String` and a ``ToolOutput`` are told to the model as they are, anything else as JSON.
    /// - Throws: ``LLMError/Code/configuration`` when the schema cannot be derived or made strict, or is not that of an
    ///   object.
    public init<Arguments: Decodable & SendableMetatype, Output: Encodable & SendableMetatype>(
        _ name: String,
        description: String? = nil,
        strict: Bool? = nil,
        timeLimit: TimeLimit = .inherit,
        schema: JSONSchema? = nil,
        _ body: @escaping @Sendable (Arguments) async throws -> Output
    ) throws(LLMError) {
        try self.init(name, description: description, strict: strict, timeLimit: timeLimit, schema: schema) {
            (arguments: Arguments, _: ToolContext) in try await body(arguments)
        }
    }

    /// Makes a tool that takes no arguments; those that a model sends all the same are not looked at.
    ///
    /// - Parameters:
    ///   - name: The tool's name: letters, digits, `_` and `-`, at most 64.
    ///   - description: What the tool does and when to use it, for the model to read. Nil sends none.
    ///   - timeLimit: How long one call may take.
    ///   - body: Runs one call. A `String` and a ``ToolOutput`` are told to the model as they are, anything else as JSON.
    public init<Output: Encodable & SendableMetatype>(
        _ name: String,
        description: String? = nil,
        timeLimit: TimeLimit = .inherit,
        _ body: @escaping @Sendable () async throws -> Output
    ) {
        let definition = ToolDefinition(name: name, description: description)
        self.init(definition, timeLimit: timeLimit) { _, _ in try await ToolOutput(encoding: body()) }
    }

    /// Makes a tool from a type.
    ///
    /// - Parameter tool: The tool.
    /// - Throws: ``LLMError/Code/configuration`` when the schema of its arguments cannot be derived or made strict, or is
    ///   not that of an object.
    public init<Typed: TypedTool>(_ tool: Typed) throws(LLMError) {
        try self.init(tool.name, description: tool.description, strict: tool.strict, timeLimit: tool.timeLimit) {
            (arguments: Typed.Arguments, context: ToolContext) in try await tool.call(arguments, context: context)
        }
    }

    /// Makes a custom tool, whose input is text instead of JSON (OpenAI tool type `custom`).
    ///
    /// - Parameters:
    ///   - name: The tool's name: letters, digits, `_` and `-`, at most 64.
    ///   - description: What the tool does and when to use it, for the model to read. Nil sends none.
    ///   - inputFormat: The form of the input.
    ///   - timeLimit: How long one call may take.
    ///   - body: Runs one call with the input as the model wrote it.
    public init<Output: Encodable & SendableMetatype>(
        _ name: String,
        description: String? = nil,
        inputFormat: CustomToolFormat,
        timeLimit: TimeLimit = .inherit,
        _ body: @escaping @Sendable (String, ToolContext) async throws -> Output
    ) {
        let definition = ToolDefinition.custom(name: name, description: description, format: inputFormat)
        self.init(definition, timeLimit: timeLimit) { call, context in
            try await ToolOutput(encoding: body(call.arguments, context))
        }
    }
}

extension SchemaReader {
    fileprivate func arguments(of call: ToolCall) throws(ToolArgumentError) -> Value {
        do {
            let isEmpty = call.arguments.utf8.allSatisfy(\.isJSONWhitespace)
            return try read(isEmpty ? "{}" : call.arguments)
        } catch {
            throw ToolArgumentError("\(error)")
        }
    }
}
