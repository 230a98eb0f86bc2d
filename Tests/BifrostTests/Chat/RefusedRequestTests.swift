import LLM
import TestSupport
import Testing

@testable import Bifrost

/// What is wrong before anything is sent.
struct RefusedRequestTests {
    private static func user(_ part: ContentPart) -> [Message] { [.user([.text("a"), part])] }

    static let messages: [(String, [Message])] = [
        ("no messages", []),
        ("lacks the id", [Message(role: .tool, content: [.text("r")])]),
        ("lacks the id", [.tool("r", callID: "")]),
        ("an image", user(.image(data: [], mimeType: "image/png"))),
        ("an image", user(.image(url: ""))),
        ("the sound", user(.audio(data: [], format: .mp3))),
        ("a file", user(.file(data: [], name: "a"))),
        ("a file", user(.file(url: ""))),
        ("a file", user(.file(id: ""))),
    ]

    @Test(arguments: messages)
    func messagesAreChecked(explanation: String, messages: [Message]) {
        let error = #expect(throws: LLMError.self) { try requestBody(messages) }
        #expect(error?.code == .configuration)
        #expect(error?.message.contains(explanation) == true)
    }

    static let tools: [(String, [ToolDefinition])] = [
        ("\"a b\"", [ToolDefinition(name: "a b")]),
        ("\"über\"", [ToolDefinition(name: "über")]),
        ("64 letters", [ToolDefinition(name: String(repeating: "x", count: 65))]),
        ("two tools", [ToolDefinition(name: "f"), .custom(name: "f")]),
        ("schema of the tool \"f\"", [ToolDefinition(name: "f", parameters: true)]),
        ("schema of the tool \"f\"", [ToolDefinition(name: "f", parameters: .null)]),
    ]

    @Test(arguments: tools)
    func toolsAreChecked(explanation: String, tools: [ToolDefinition]) {
        let error = #expect(throws: LLMError.self) { try requestBody(tools: tools) }
        #expect(error?.code == .configuration)
        #expect(error?.message.contains(explanation) == true)
    }

    @Test func aToolNameMayHaveAllThatIsAllowed() throws {
        let name = "aZ09_-" + String(repeating: "x", count: 58)
        #expect(
            try requestBody(tools: [ToolDefinition(name: name)])["tools"]?[0]?["function"]?["name"] == .string(name))
    }

    static let options: [(String, GenerateOptions)] = [
        ("temperature", GenerateOptions(temperature: .nan)),
        ("topP", GenerateOptions(topP: .infinity)),
        ("presencePenalty", GenerateOptions(presencePenalty: -.infinity)),
        ("frequencyPenalty", GenerateOptions(frequencyPenalty: .nan)),
        ("logitBias", GenerateOptions(logitBias: ["1": .nan])),
        ("needs logprobs", GenerateOptions(topLogprobs: 1)),
        ("needs logprobs", GenerateOptions(logprobs: false, topLogprobs: 1)),
        ("within 0 and 20", GenerateOptions(logprobs: true, topLogprobs: 21)),
        ("within 0 and 20", GenerateOptions(logprobs: true, topLogprobs: -1)),
        ("n must be", GenerateOptions(n: 0)),
        ("maxTokens", GenerateOptions(maxTokens: 0)),
        ("response format", GenerateOptions(responseFormat: .jsonSchema(JSONSchemaFormat(name: "x", schema: [])))),
        ("metadata", GenerateOptions(extraFields: ["metadata": "x"])),
        ("\"g\"", GenerateOptions(toolChoice: .allowed(["f", "g"]))),
        ("is empty", GenerateOptions(toolChoice: .allowed([]))),
    ]

    @Test(arguments: options)
    func optionsAreChecked(explanation: String, options: GenerateOptions) {
        let error = #expect(throws: LLMError.self) { try requestBody(tools: [ToolDefinition(name: "f")], options) }
        #expect(error?.code == .configuration)
        #expect(error?.message.contains(explanation) == true)
    }

    @Test func aStreamIsRefusedAsWell() async throws {
        let harness = try Harness(.minimal, .hello)
        let stream = harness.model.stream(.hello, options: GenerateOptions(n: 0))
        #expect(try await stream.outcome().error?.code == .configuration)
        #expect(harness.transport.requests.isEmpty)
    }
}
