import LLM
import Testing

@testable import Bifrost

/// A batch's lines as chats.
struct BatchChatTests {
    private func result(_ text: String) throws -> BatchResult { BatchResult(try JSONValue(parsing: text)) }

    @Test
    func `A line is what the provider's own interface takes`() throws {
        let model = try BifrostModel(ProviderConfig(model: "openai/gpt-4o-mini", baseURL: "http://localhost/v1"))
        let line = try model.batchLine(
            customID: "line-1", [.user("Hi")], options: GenerateOptions(maxTokens: 5, extraFields: ["top_k": 3]))
        #expect(line.last == UInt8(ascii: "\n"))
        let json = try JSONValue(parsing: line)
        #expect(json["custom_id"] == "line-1" && json["method"] == "POST" && json["url"] == "/v1/chat/completions")
        #expect(json["body"]?["model"] == "gpt-4o-mini" && json["body"]?["stream"] == nil)
        #expect(json["body"]?["max_completion_tokens"] == 5 && json["body"]?["top_k"] == 3)
        #expect(json["body"]?["messages"]?[0]?["content"] == "Hi")
    }

    @Test
    func `An answer in OpenAI's form`() throws {
        let response = try result(
            #"{"custom_id":"a","response":{"status_code":200,"body":{"id":"c","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"Hello"}}],"usage":{"prompt_tokens":3,"completion_tokens":1}}},"error":null}"#
        ).chatResponse()
        #expect(response.text == "Hello" && response.finishReason == .stop && response.usage?.input == 3)
    }

    @Test
    func `A message in Anthropic's form`() throws {
        let response = try result(
            #"{"custom_id":"a","result":{"type":"succeeded","message":{"type":"message","id":"m","role":"assistant","content":[{"type":"text","text":"Hel"},{"type":"text","text":"lo"},{"type":"tool_use","id":"t","name":"f","input":{"a":1}}],"stop_reason":"tool_use","usage":{"input_tokens":3,"output_tokens":7}}}}"#
        ).chatResponse()
        #expect(response.text == "Hello" && response.finishReason == .toolCalls)
        #expect(response.toolCalls.map(\.name) == ["f"] && response.toolCalls.first?.arguments == #"{"a":1}"#)
        #expect(response.usage?.output == 7)
    }

    @Test(arguments: [
        (
            #"{"response":{"status_code":429,"body":{"error":{"message":"slow down","type":"rate_limit_error"}}}}"#,
            LLMError.Code.rateLimited
        ),
        (#"{"response":null,"error":{"code":"batch_expired","message":"too late"}}"#, .server),
        (
            #"{"result":{"type":"errored","error":{"type":"error","error":{"type":"overloaded_error","message":"busy"}}}}"#,
            .overloaded
        ),
        (#"{"response":{"status_code":200,"body":{"choices":[]}}}"#, .malformed),
        (#"{"response":null,"error":null}"#, .malformed),
    ])
    func `A failure is one of the usual classes`(line: String, expected: LLMError.Code) throws {
        let result = try result(line)
        let error = #expect(throws: LLMError.self) { try result.chatResponse() }
        #expect(error?.code == expected)
    }
}
