import LLM

/// Where a call's messages and tools come from.
struct ConversationInput {
    var prompt: String?
    var system: String?
    var messagesPath: String?
    var toolsPath: String?

    /// Reads the files.
    func read() throws -> Conversation {
        try checkStandardInput()
        var messages = try messagesPath.map(OpenAIList<OpenAIMessage>.read)?.map(\.message) ?? []
        if let system { messages.insert(.system(system), at: 0) }
        if let prompt { messages.append(.user(try Self.text(prompt))) }
        guard prompt != nil || messagesPath != nil else { throw Self.nothingToSay }
        let tools = try toolsPath.map(OpenAIList<OpenAITool>.read)?.map(\.definition) ?? []
        return Conversation(messages: messages, tools: tools)
    }

    private func checkStandardInput() throws {
        let readers = [prompt, messagesPath, toolsPath].filter { $0 == InputFile.standardInputPath }
        if readers.count > 1 { throw LLMError(.configuration, "standard input (-) can be read only once") }
    }

    private static var nothingToSay: LLMError {
        LLMError(.configuration, "there is nothing to say: give a prompt or --messages")
    }

    private static func text(_ prompt: String) throws -> String {
        guard prompt == InputFile.standardInputPath else { return prompt }
        var text = String(decoding: try InputFile.contents(of: prompt), as: UTF8.self)
        // A file's last line end is not part of what it says.
        if text.last?.isNewline == true { text.removeLast() }
        guard !text.isEmpty else { throw nothingToSay }
        return text
    }
}

/// What is sent.
struct Conversation {
    var messages: [Message]
    var tools: [ToolDefinition]
}
