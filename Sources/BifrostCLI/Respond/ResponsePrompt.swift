import Bifrost
import LLM

/// Where a response's prompt and tools come from.
struct ResponsePrompt {
    /// What is sent.
    struct Contents {
        var prompt: String
        var options: ResponseOptions
    }

    var prompt: String
    var settings: ResponseSettings

    /// Reads the files.
    func read() throws -> Contents {
        // Its messages are one: the prompt.
        let conversation = try ConversationInput(
            prompt: prompt, system: nil, messagesPath: nil, toolsPath: settings.tools
        ).read()
        return Contents(
            prompt: conversation.messages.map(\.text).joined(), options: settings.options(tools: conversation.tools))
    }
}
