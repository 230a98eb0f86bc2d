internal import LLM

/// Finds what cannot be sent before anything is.
enum RequestValidation {
    static func check(
        model: String, messages: [Message], tools: [ToolDefinition], options: GenerateOptions
    ) throws(LLMError) {
        try require(!model.isEmpty, "the model is missing")
        try require(!messages.isEmpty, "there are no messages")
        // By position, since a loop over the elements copies each of them.
        for position in messages.indices { try check(messages[position]) }
        try check(tools, choice: options.extraFields["tools"] == nil ? options.toolChoice : nil)
        try check(options)
    }

    private static func check(_ message: Message) throws(LLMError) {
        try require(!message.role.rawValue.isEmpty, "a message has no role")
        try require(message.toolCalls.allSatisfy { !$0.id.isEmpty }, "a tool call has no id")
        try require(message.toolCalls.allSatisfy { !$0.name.isEmpty }, "a tool call has no name")
        for part in message.content {
            if let name = part.emptyName { throw LLMError(.configuration, "\(name) of a message is empty") }
        }
        guard message.role == .tool else { return }
        try require(message.toolCallID?.isEmpty == false, "a tool's message lacks the id of the call it answers")
    }

    /// Checks tools, and a choice that can name no others.
    static func check(_ tools: [ToolDefinition], choice: ToolChoice?) throws(LLMError) {
        guard !tools.isEmpty || choice != nil else { return }
        var names: Set<String> = []
        for tool in tools {
            try require(!tool.name.isEmpty, "a tool has no name")
            try require(
                tool.name.utf8.count <= 64 && tool.name.utf8.allSatisfy(\.isAllowedInToolName),
                "the tool name \"\(tool.name)\" is not 1 to 64 letters, digits, _ and -")
            try require(names.insert(tool.name).inserted, "two tools are named \"\(tool.name)\"")
            try require(tool.parameters.isObjectIfPresent, "the schema of the tool \"\(tool.name)\" is not an object")
        }
        guard let choice else { return }
        for name in choice.names {
            try require(names.contains(name), "the chosen tool \"\(name)\" is not among the tools")
        }
        if case .allowed([], _) = choice { throw LLMError(.configuration, "the list of allowed tools is empty") }
    }

    static func require(_ condition: Bool, _ message: @autoclosure () -> String) throws(LLMError) {
        if !condition { throw LLMError(.configuration, message()) }
    }
}

extension ContentPart {
    /// What the part is, when there is nothing in it; a text may be empty.
    fileprivate var emptyName: String? {
        switch content {
        case .image(.url(""), _), .image(.data([], _), _): "an image"
        case .audio([], _): "the sound"
        case .file(let file): file.isEmpty ? "a file" : nil
        default: nil
        }
    }
}

extension FileContent {
    fileprivate var isEmpty: Bool {
        switch source {
        case .url(let text), .id(let text): text.isEmpty
        case .data(let data): data.isEmpty
        }
    }
}

extension ToolChoice {
    /// The tools that it names.
    fileprivate var names: [String] {
        switch self {
        case .tool(let name): [name]
        case .allowed(let names, _): names
        default: []
        }
    }
}

extension UInt8 {
    fileprivate var isAllowedInToolName: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension JSONValue? {
    /// Whether it is an object, or nothing at all.
    var isObjectIfPresent: Bool { self == nil || self?.objectValue != nil }
}
