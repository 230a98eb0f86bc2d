import HTTPTransport
import TestSupport
import Testing

@testable import Bifrost

/// What a whole answer says.
struct ResponseReadingTests {
    private static let whole = #"""
        {"id":"resp_7","object":"response","created_at":1767225600,"completed_at":1767225601,"status":"completed",
         "model":"gpt-5","previous_response_id":"resp_6","service_tier":"flex","error":null,"incomplete_details":null,
         "output":[
          {"id":"rs_1","type":"reasoning","summary":[{"type":"summary_text","text":"One."},
           {"type":"summary_text","text":"Two."}],"encrypted_content":"gAAAA\u00e9==/+"},
          {"id":"msg_1","type":"message","status":"completed","role":"assistant","content":[
           {"type":"output_text","text":"Hello ","annotations":[{"type":"url_citation","url":"https://x"}]},
           {"type":"output_text","text":"there."},{"type":"refusal","refusal":"No more."}]},
          {"id":"fc_1","type":"function_call","call_id":"call_1","name":"f","arguments":"{\"a\":1}"},
          {"id":"fc_2","type":"function_call","call_id":"call_2","name":"g","arguments":"{\"a\":"},
          {"id":"fc_3","type":"function_call","name":"h","arguments":{"b":2}},
          {"id":"ct_1","type":"custom_tool_call","call_id":"call_4","name":"q","input":"a b"},
          {"id":"x_1","type":"something_new","payload":{"deep":[1,2.5,null]}}],
         "usage":{"input_tokens":10,"input_tokens_details":{"cached_tokens":4},"output_tokens":6,
          "output_tokens_details":{"reasoning_tokens":2},"total_tokens":12,"cost":0.5},
         "stop_reason":"end","extra_fields":{"provider":"openai","latency":3}}
        """#

    private func respond(_ body: String) async throws -> Response {
        try await Harness(.minimal, .json(200, body)).model.respond("Hi")
    }

    @Test func hasEveryField() async throws {
        let response = try await respond(Self.whole)
        #expect(response.id == "resp_7")
        #expect(response.model == "gpt-5")
        #expect(response.status == .completed)
        #expect(response.previousResponseID == "resp_6")
        #expect(response.serviceTier == .flex)
        #expect(response.created == 1_767_225_600)
        #expect(response.completed == 1_767_225_601)
        #expect(response.incompleteReason == nil)
        #expect(response.outputText == "Hello there.")
        #expect(response.refusal == "No more.")
        #expect(response.reasoningSummaries == ["One.", "Two."])
        #expect(response.items[1].annotations.map(\.type) == ["url_citation"])
        #expect(response.json["stop_reason"] == "end")
        #expect(response.metadata.gateway.routing.provider == "openai")
        #expect(response.metadata.status == 200)
    }

    @Test func countsTokens() async throws {
        let usage = try #require(try await respond(Self.whole).usage)
        #expect(usage.input == 10)
        #expect(usage.cached == 4)
        #expect(usage.output == 6)
        #expect(usage.reasoning == 2)
        #expect(usage.total == 16)
        #expect(usage.cost?.total == 0.5)
        #expect(usage.additionalFields.isEmpty)
    }

    @Test func findsToolCallsAndWhetherTheyAreWhole() async throws {
        let calls = try await respond(Self.whole).toolCalls
        #expect(
            calls == [
                ToolCall(id: "call_1", name: "f", arguments: #"{"a":1}"#),
                ToolCall(id: "call_2", name: "g", arguments: #"{"a":"#, isComplete: false),
                ToolCall(id: "fc_3", name: "h", arguments: #"{"b":2}"#),
                ToolCall(id: "call_4", name: "q", arguments: "a b", isCustom: true),
            ])
    }

    @Test func itemsGoBackWhole() async throws {
        let harness = try Harness(.minimal, .json(200, Self.whole))
        let first = try await harness.model.respond("Hi")
        _ = try await harness.model.respond(.items(first.items + [.functionCallOutput("7", callID: "call_1")]))
        let sent = try JSONValue(parsing: harness.transport.requests[1].body?.bytes ?? [])["input"]?.arrayValue
        let received = try #require(try JSONValue(parsing: Self.whole)["output"]?.arrayValue)
        #expect(sent?.dropLast() == received[...])
        #expect(sent?[0]["encrypted_content"] == "gAAAA\u{e9}==/+")
    }

    @Test func storesItems() throws {
        let item = ResponseItem(json: ["type": "reasoning", "id": "rs_1", "encrypted_content": "x=="])
        let stored = try JSONValue(parsing: item.json.serialized())
        #expect(ResponseItem(json: stored) == item)
        #expect(item.kind == .reasoning)
    }

    @Test func anIncompleteResponseIsReturned() async throws {
        let response = try await respond(
            #"{"status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},"output":[]}"#)
        #expect(response.status == .incomplete)
        #expect(response.incompleteReason == "max_output_tokens")
        #expect(response.usage == nil)
    }

    @Test(arguments: [
        (
            #"{"status":"failed","error":{"code":"rate_limit_exceeded","message":"Slow down"}}"#,
            LLMError.Code.rateLimited
        ),
        (#"{"status":"failed","error":{"code":"server_error","message":"Slow down"}}"#, .server),
        (#"{"status":"failed","error":null,"output":[]}"#, .server), (#"{"text":"Hi"}"#, .malformed),
        ("[]", .malformed),
        ("", .malformed), (#"{"error":{"message":"Slow down"},"status_code":529}"#, .overloaded),
    ])
    func whatIsNoResponseFails(body: String, code: LLMError.Code) async throws {
        let error = await llmError { try await respond(body) }
        #expect(error?.code == code)
        if body.contains("Slow down") { #expect(error?.message == "Slow down") }
    }

    @Test func readsTokenCounts() async throws {
        let harness = try Harness(
            .minimal,
            .json(
                200,
                #"{"object":"x","model":"m","input_tokens":"12","total_tokens":null,"tokens":[1,2],"token_strings":["a"]}"#
            ),
            .json(200, #"{"tokens":null}"#))
        let count = try await harness.model.countInputTokens("Hi", options: ResponseOptions(instructions: "Be brief."))
        #expect(count.inputTokens == 12)
        #expect(count.totalTokens == nil)
        #expect(count.model == "m")
        #expect(count.tokens == [1, 2])
        #expect(count.tokenStrings == ["a"])
        #expect(count.additionalFields == ["object": "x"])
        #expect(harness.transport.requests[0].url == "http://gateway:8080/v1/responses/input_tokens")
        #expect(await llmError { try await harness.model.countInputTokens("Hi") }?.code == .malformed)
    }
}
