import LLM
import Testing

/// One token for each byte, so that every text that is counted can be told from the sum.
struct ByteCounter: TokenCounter {
    func count(_ text: String) -> Int { text.utf8.count }
}

struct MessageCountTests {
    private let costs = TokenCosts(
        message: 1, toolCall: 10, tool: 100, image: 1000, lowDetailImage: 2000, audio: 3000, file: 4000)

    private func count(_ message: Message) -> Int { ByteCounter().count(message, costs: costs) - costs.message }

    @Test func countsEveryTextThatIsSent() {
        #expect(count(.user("12345")) == 5)
        #expect(count(.tool("12345", callID: "123")) == 8)
        #expect(count(.assistant("12", toolCalls: [ToolCall(id: "1", name: "12", arguments: "123")])) == 2 + 10 + 6)
        #expect(count(Message(role: .user, name: "123")) == 3)
        #expect(count(Message(role: .assistant, refusal: "1234")) == 4)
        #expect(count(Message(role: .assistant, audio: AudioOutput(data: "123456789", transcript: "12"))) == 2)
        #expect(count(Message(role: .assistant, annotations: [Annotation(json: ["a": 1])])) == 7)
        #expect(count(Message(role: .assistant, content: [.refusal("123")])) == 3)
    }

    @Test func whatIsNeverSentIsNotCounted() {
        #expect(count(Message(role: .assistant, additionalFields: ["key": "a long text"])) == 0)
    }

    @Test func reasoningIsCountedOnce() {
        #expect(count(Message(role: .assistant, reasoning: "12345")) == 5)
        #expect(count(Message(role: .assistant, reasoning: "12345", reasoningSignature: "12")) == 7)
        #expect(count(Message(role: .assistant, reasoning: "12345", reasoningDetails: [["a": 1]])) == 7)
    }

    @Test func partsOtherThanTextHaveTheirCosts() {
        #expect(count(.user([.image(url: "https://a/long/address")])) == 1000)
        #expect(count(.user([.image(data: [1, 2, 3], mimeType: "image/png", detail: .low)])) == 2000)
        #expect(count(.user([.audio(data: [1, 2, 3], format: .wav)])) == 3000)
        #expect(count(.user([.file(data: [1, 2, 3], name: "a.pdf", mimeType: "application/pdf")])) == 4000)
        #expect(count(.user([.file(id: "file-1"), .text("12")])) == 4002)
        #expect(count(.user([.file(data: Array("12345".utf8), name: "a.csv", mimeType: "text/csv")])) == 5)
    }

    @Test func countsTools() {
        let tool = ToolDefinition(name: "123", description: "12", parameters: ["a": 1])
        #expect(ByteCounter().count(tool, costs: costs) == 100 + 3 + 2 + 7)
        let custom = ToolDefinition.custom(name: "123", format: .grammar(definition: "1234", syntax: .lark))
        #expect(ByteCounter().count(custom, costs: costs) == 100 + 3 + 4)
    }

    @Test func aValueThatCannotBeWrittenStillCounts() {
        #expect(count(Message(role: .assistant, reasoningDetails: [.number(.infinity)])) > 0)
    }
}
