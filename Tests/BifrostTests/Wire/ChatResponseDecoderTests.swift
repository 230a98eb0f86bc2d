import HTTPTransport
import LLM
import Testing

@testable import Bifrost

struct ChatResponseDecoderTests {
    private func decode(
        _ body: String, fields: HTTPFields = HTTPFields(), limits: AnswerLimits = AnswerLimits()
    ) throws(LLMError) -> ChatResponse {
        try ChatResponseDecoder.decode(
            Array(body.utf8), status: 200, fields: fields, limits: limits, detail: [], errors: ErrorDecoder(secrets: [])
        )
    }

    @Test func readsAWholeAnswer() throws {
        let body = #"""
            {"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[
              {"index":1,"finish_reason":"length","message":{"role":"assistant","content":"two"}},
              {"index":0,"finish_reason":"tool_calls","logprobs":null,"message":{"role":"assistant",
               "content":[{"type":"text","text":"on"},{"type":"text","text":"e"}],"refusal":null,
               "reasoning":"why","reasoning_details":[{"index":0,"type":"reasoning.text","text":"why","signature":"s"}],
               "tool_calls":[{"index":0,"type":"function","id":"a","function":{"name":"f","arguments":"{}"}},
                             {"index":1,"type":"function","id":"b","function":{"name":"g","arguments":""}}]}}],
             "usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7},"extra_fields":{"provider":"openai"}}

            """#
        let fields = HTTPFields([HTTPFields.Field(name: "X-A", value: "1")])
        let response = try decode(body, fields: fields)
        #expect(response.id == "c1")
        #expect(response.model == "m")
        #expect(response.provider == "openai")
        #expect(response.choices.map(\.message.text) == ["one", "two"])
        #expect(response.finishReason == .toolCalls)
        #expect(response.reasoning == "why")
        #expect(response.message.reasoningSignature == "s")
        #expect(response.message.reasoningDetails.count == 1)
        #expect(response.toolCalls.map(\.id) == ["a", "b"])
        #expect(response.toolCalls.map(\.isComplete) == [true, true])
        #expect(response.usage == Usage(input: 3, output: 4, total: 7))
        #expect(response.metadata.status == 200)
        #expect(response.metadata.headers == [ResponseMetadata.Header(name: "X-A", value: "1")])
    }

    @Test(arguments: [
        ("", LLMError.Code.malformed), ("null", .malformed), ("[]", .malformed), ("{}", .malformed), ("{", .malformed),
        ("<html>", .malformed), (#"{"choices":[]}"#, .malformed), (#"{"choices":[{"message":{}}]}"#, .malformed),
        (#"{"choices":[{"message":{"content":"a"},"finish_reason":"stop"}]} x"#, .malformed),
        (#"{"error":{"message":"m","code":"rate_limit_exceeded"}}"#, .rateLimited), (#"{"error":"m"}"#, .server),
        (#"{"choices":[{"finish_reason":"error"}]}"#, .server),
    ])
    func refusesWhatIsNoAnswer(body: String, code: LLMError.Code) {
        let error = #expect(throws: LLMError.self) { try decode(body) }
        #expect(error?.code == code)
    }

    @Test func anErrorWithStatus200TakesTheHeadersIntoAccount() {
        let fields = HTTPFields([
            HTTPFields.Field(name: "Retry-After", value: "3"), HTTPFields.Field(name: "X-Request-ID", value: "r"),
        ])
        let error = #expect(throws: LLMError.self) {
            try decode(#"{"error":{"message":"m","code":429}}"#, fields: fields)
        }
        #expect(error?.code == .rateLimited)
        #expect(error?.retryAfter == .seconds(3))
        #expect(error?.requestID == "r")
    }

    @Test func theBodyIsLimited() {
        let body = #"{"choices":[{"message":{"content":"a"},"finish_reason":"stop"}]}"#
        #expect(throws: Never.self) { try decode(body, limits: AnswerLimits(body: body.utf8.count)) }
        let error = #expect(throws: LLMError.self) { try decode(body, limits: AnswerLimits(body: body.utf8.count - 1)) }
        #expect(error?.code == .malformed)
    }
}
