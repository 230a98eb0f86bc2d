import LLM
import Testing

@testable import Bifrost

/// The rules of the vectors' README that are about events, chunks and endings.
@Suite(.timeLimit(.minutes(5)))
struct ChatStreamDecoderTests {
    private static func choice(_ content: String) -> String { #"{"choices":[{"index":0,\#(content)}]}"# }
    private static func delta(_ content: String) -> String { choice(#""delta":{\#(content)}"#) }
    private static let stop = choice(#""delta":{},"finish_reason":"stop""#)

    private func success(_ events: String...) throws -> ChatResponse { try ChatStreamRun.result(of: events).get() }

    private func run(
        _ body: String, contentType: String? = "text/event-stream", connectionLost: Bool = false
    ) -> Result<ChatResponse, LLMError> {
        ChatStreamRun.result(of: [Array(body.utf8)], contentType: contentType, connectionLost: connectionLost)
    }

    // MARK: Rules 1 to 4

    @Test(arguments: ["[DONE]", " [DONE]  ", "\t[DONE]"])
    func doneEndsTheStream(marker: String) throws {
        let body =
            "data: \(Self.delta(#""content":"a""#))\n\ndata: \(Self.stop)\n\ndata: \(marker)\n\ndata: rubbish\n\n"
        #expect(try run(body).get().text == "a")
    }

    @Test(arguments: [
        ("", true), ("data: [DONE]\n\n", true), ("", false), ("data: [DONE]\n\n", false),
    ])
    func everyChoiceMustFinish(ending: String, second: Bool) {
        let events = [
            Self.delta(#""content":"a""#), #"{"choices":[{"index":1,"delta":{"content":"b"}}]}"#, Self.stop,
            second ? #"{"choices":[{"index":1,"finish_reason":"stop"}]}"# : #"{"choices":[]}"#,
        ]
        let body = events.map { "data: \($0)\n\n" }.joined() + ending
        for connectionLost in [false, true] {
            switch run(body, connectionLost: connectionLost) {
            case .success(let response): #expect(second && response.choices.count == 2)
            case .failure(let error):
                #expect(!second && error.code == .truncated && error.isRetryable && error.partial?.text == "a")
            }
        }
    }

    @Test(arguments: [
        "data: [DONE]\n\n", "", ": heartbeat\n\n", #"data: {"choices":[],"usage":{"total_tokens":3}}"# + "\n\n",
        "data: {}\n\n", #"data: {"choices":[{"index":0,"delta":{"content":"x"},"finish_reason":""}]}"# + "\n\n",
    ])
    func withoutAFinishItIsTruncated(body: String) {
        let error = #expect(throws: LLMError.self) { try run(body).get() }
        #expect(error?.code == .truncated)
    }

    @Test(arguments: [
        "data:\n\n", "data: \n\n", "data\n\n", "data:\ndata:\n\n", ": comment\n\n", "event: x\n\n", "id: 1\n\n",
        "retry: 5\n\n", "event: ping\ndata: rubbish\n\n", #"event: ping\#ndata: {"error":"x"}\#n\#n"#,
        "event: keepalive\ndata: {\n\n", "event: keep-alive\ndata: [DONE]\n\n", "event: heartbeat\ndata: 1\n\n",
        "event: error\n\n", "unknown: field\n\n",
    ])
    func heartbeatsAreIgnored(block: String) throws {
        let body = "\(block)data: \(Self.delta(#""content":"a""#))\n\n\(block)data: \(Self.stop)\n\n\(block)"
        #expect(try run(body).get().text == "a")
    }

    @Test(arguments: [
        "rubbish", "[1]", "1", "null", #""text""#, "{", #"{"a":1"#, #"{"a":1} x"#, #"{"a":1}{"b":2}"#, #"{"a":tru}"#,
        #"{"a":"\x"}"#, #"{"choices":[{"delta":{"content":"x"}]}"#, "<html></html>", "DONE", "[DONE", #"{a:1}"#,
    ])
    func otherDataMustBeOneObject(data: String) {
        let result = ChatStreamRun.result(of: [Self.delta(#""content":"a""#), data, Self.stop])
        let error = #expect(throws: LLMError.self) { try result.get() }
        #expect(error?.code == .malformed)
        #expect(error?.isRetryable == false)
        #expect(error?.partial?.text == "a")
    }

    @Test(arguments: ["message", "chunk", "pings", "Ping", "errors"])
    func otherEventNamesDoNotCount(name: String) throws {
        #expect(try run("event: \(name)\ndata: \(Self.stop)\n\n").get().finishReason == .stop)
    }

    // MARK: Rule 5

    @Test(arguments: [
        #"{"error":"boom"}"#, #"{"error":{"message":"boom"}}"#, #"{"error":{"code":1}}"#, #"{"error":["boom"]}"#,
        #"{"error":true}"#, #"{"error":null,"error":"boom"}"#, #"{"object":"error","message":"boom"}"#,
        #"{"choices":[{"index":0,"error":{"message":"boom"}}]}"#, #"{"choices":[{"index":0,"error":"boom"}]}"#,
        #"{"choices":[{"delta":{},"finish_reason":"error"}]}"#, #"{"choices":[{},{"finish_reason":"error"}]}"#,
        #"{"\u0065rror":"boom"}"#, #"{"choices":[{"delta":{"content":"x"}}],"error":"boom"}"#,
        #"{"choices":[{"finish_reason":"\u0065rror"}]}"#,
    ])
    func errorsFailTheStream(data: String) {
        let result = ChatStreamRun.result(of: [Self.delta(#""content":"a""#), data, Self.stop])
        let error = #expect(throws: LLMError.self) { try result.get() }
        #expect(error?.code == .server)
        #expect(error?.isRetryable == true)
        #expect(error?.partial?.text == "a")
        if data.contains("boom"), !data.contains("[\"") { #expect(error?.message == "boom") }
    }

    @Test(arguments: [
        #""error":null"#, #""error":"""#, #""error":{}"#, #""error": [ ]"#, #""error":false"#, #""object":"chunk""#,
        #""error":"x","error":null"#, #""errors":"x""#, #""nested":{"error":"x"}"#,
    ])
    func whatIsNoErrorDoesNotFail(member: String) throws {
        let chunk = #"{"choices":[{"delta":{"content":"a"},"error":null,"finish_reason":"stop"}],\#(member)}"#
        #expect(try success(chunk).text == "a")
    }

    @Test(arguments: [
        ("boom and bust", "boom and bust", LLMError.Code.server), (#"{"message":"boom"}"#, "boom", .server),
        (#"{"error":"boom"}"#, "boom", .server), (#""boom""#, "boom", .server), ("{boom", "{boom", .server),
        (#"{"type":"error","error":{"type":"overloaded_error","message":"boom"}}"#, "boom", .overloaded),
        (#"{"code":"rate_limit_exceeded","message":"boom"}"#, "boom", .rateLimited),
        (#"{"choices":[{"delta":{"content":"x"}}]}"#, "without saying", .server),
    ])
    func aNamedErrorEventFails(data: String, message: String, code: LLMError.Code) {
        let error = #expect(throws: LLMError.self) { try run("event: error\ndata: \(data)\n\n").get() }
        #expect(error?.code == code)
        #expect(error?.message.contains(message) == true)
        #expect(error?.partial == nil)
    }

    @Test func anErrorAfterTheFinishStillFails() {
        let result = ChatStreamRun.result(of: [Self.delta(#""content":"a""#), Self.stop, #"{"error":"late"}"#])
        #expect(throws: LLMError.self) { try result.get() }
    }

    // MARK: Rule 6

    @Test(arguments: [
        ("application/json", #"{"error":{"message":"m","code":"model_not_found"}}"#, LLMError.Code.notFound),
        ("application/json", #"{"error":"m","status_code":429}"#, .rateLimited),
        ("application/json", #"{"object":"error","message":"m","code":503}"#, .overloaded),
        ("application/json; charset=utf-8", #"[{"error":{"message":"m","code":404}}]"#, .notFound),
        ("text/event-stream", "{\n \"error\": {\"message\": \"m\",\n \"type\": \"budget_exceeded\"}\n}\n", .budget),
        ("text/event-stream", #"{"error":{"message":"m"}}"#, .server),
        ("application/json", #"{"choices":[{"message":{"content":"x"},"finish_reason":"stop"}]}"#, .malformed),
        ("application/json", #"{"error":null}"#, .malformed), ("application/json", #"{"error":"#, .malformed),
        ("application/json", "", .malformed), ("text/html", "<html><h1>Hello</h1></html>", .malformed),
        ("text/plain", "data: [DONE]\n\n", .malformed),
        ("text/event-stream", #"{"choices":[]}"#, .truncated), ("text/event-stream", "<html></html>", .truncated),
        ("Text/Event-Stream ; charset=utf-8", "", .truncated), ("", "", .truncated),
    ])
    func withoutEventsTheBodyIsJSON(contentType: String, body: String, code: LLMError.Code) {
        for connectionLost in [false, true] {
            let result = run(body, contentType: contentType, connectionLost: connectionLost)
            let error = #expect(throws: LLMError.self) { try result.get() }
            #expect(error?.code == code)
            #expect(error?.partial == nil)
        }
    }

    @Test func aMissingContentTypeIsTakenForAnEventStream() throws {
        #expect(try run("data: \(Self.stop)\n\n", contentType: nil).get().finishReason == .stop)
    }

    // MARK: Rules 7 to 9

    @Test func aMessageStandsInForADelta() throws {
        let whole = Self.choice(#""message":{"role":"assistant","content":"all"},"finish_reason":"stop""#)
        #expect(try success(whole).text == "all")
        #expect(try success(Self.delta(#""role":"assistant""#), whole).text == "all")
        #expect(try success(Self.delta(#""content":"part""#), whole).text == "part")
        let both = Self.choice(#""delta":{},"message":{"content":"all"},"finish_reason":"stop""#)
        #expect(try success(both).text == "all")
        let filled = Self.choice(#""message":{"content":"all"},"delta":{"content":"part"},"finish_reason":"stop""#)
        #expect(try success(filled).text == "part")
        let null = Self.choice(#""delta":null,"message":{"content":"all"},"finish_reason":"stop""#)
        #expect(try success(null).text == "all")
    }

    @Test func aRepeatedMessageDoesNotReachTheReader() throws {
        var decoder = ChatStreamDecoder(
            contentType: nil, limits: AnswerLimits(), detail: [], errors: ErrorDecoder(secrets: []))
        let whole = Self.choice(#""message":{"content":"part"},"finish_reason":"stop""#)
        decoder.append(Array("data: \(Self.delta(#""content":"part""#))\n\ndata: \(whole)\n\n".utf8))
        #expect(try decoder.next()?.delta == "part")
        let last = try decoder.next()
        #expect(last?.delta.isEmpty == true)
        #expect(last?.finishReason == .stop)
    }

    @Test(arguments: [
        (#""content":"a\n b ""#, "a\n b "), (#""content":null"#, ""), (#""content":7"#, ""), (#""content":{}"#, ""),
        (#""content":[{"type":"text","text":"a"},{"type":"image_url"},{"text":"b"},"c",null,1]"#, "abc"),
        (#""content":[]"#, ""), (#""content":"a","content":"b""#, "b"), (#""c\u006fntent":"a""#, "a"),
        (#""content":"\ud83c\udf31\udf31""#, "🌱\u{FFFD}"),
    ])
    func contentIsReadInEveryForm(member: String, text: String) throws {
        #expect(try success(Self.delta(member), Self.stop).text == text)
    }

    @Test(arguments: [
        (#""reasoning_content":"a","reasoning":"b","reasoning_details":[{"text":"c"}]"#, "a"),
        (#""reasoning":"b","reasoning_details":[{"text":"c"}]"#, "b"),
        (#""reasoning_content":"","reasoning":"b""#, "b"), (#""reasoning_content":null,"reasoning":"b""#, "b"),
        (#""reasoning":"","reasoning_details":[{"text":"c"},{"summary":"d"},{"data":"e"},7,null]"#, "cd"),
        (#""reasoning_details":[{"type":"reasoning.text","text":"c","signature":"sig"}]"#, "c"),
        (#""reasoning_details":[{"signature":"sig"}]"#, nil), (#""reasoning_details":{"text":"c"}"#, nil),
        (#""reasoning":{"text":"c"}"#, nil),
    ])
    func reasoningCountsOnce(members: String, reasoning: String?) throws {
        let response = try success(Self.delta(members), Self.stop)
        #expect(response.reasoning == reasoning)
        #expect(response.text.isEmpty)
        if members.contains("sig") { #expect(response.message.reasoningSignature == "sig") }
    }

    @Test func aSignatureIsKept() throws {
        let response = try success(
            Self.delta(#""reasoning":"a","reasoning_details":[{"index":0,"text":"a"}]"#),
            Self.delta(#""reasoning_details":[{"index":0,"signature":"s1"}]"#),
            Self.delta(#""reasoning_details":[{"index":0,"signature":null,"text":""}]"#), Self.stop)
        #expect(response.reasoning == "a")
        #expect(response.message.reasoningSignature == "s1")
        #expect(response.message.reasoningDetails == [["index": 0, "text": "a", "signature": "s1"]])
    }

    @Test(arguments: [
        (#"{"prompt_tokens":3,"completion_tokens":2.0,"total_tokens":1e1}"#, Usage(input: 3, output: 2, total: 10)),
        (#"{"prompt_tokens":null,"completion_tokens":2}"#, Usage(output: 2, total: 2)),
        (#"{"prompt_tokens":99999999999999999999,"completion_tokens":2}"#, Usage(output: 2, total: 2)),
        (
            #"{"prompt_tokens_details":{"cached_tokens":4,"cached_read_tokens":3}}"#,
            Usage(cached: 4, inputDetails: Usage.InputDetails(cachedRead: 3))
        ),
        (
            #"{"prompt_tokens_details":{"cached_read_tokens":3,"cached_tokens":null}}"#,
            Usage(cached: 3, inputDetails: Usage.InputDetails(cachedRead: 3))
        ),
        (#"{"completion_tokens_details":{"reasoning_tokens":6}}"#, Usage(reasoning: 6)),
        (#"{"completion_tokens_details":null,"prompt_tokens_details":[],"cost":{"x":1}}"#, nil),
        ("null", nil), ("{}", nil), ("[]", nil), ("7", nil), (#"{"total_tokens":0}"#, Usage(total: 0)),
    ])
    func usageIsRead(json: String, usage: Usage?) throws {
        #expect(try success(Self.stop, #"{"choices":[],"usage":\#(json)}"#).usage == usage)
    }

    @Test func identityIsTheFirstThatIsNotEmpty() throws {
        let response = try success(
            #"{"id":"","model":null}"#, #"{"id":"a","model":"m","extra_fields":{"x":[1],"provider":"p"}}"#,
            #"{"id":"a","model":""}"#, #"{"id":"b\u0021","model":"n","extra_fields":null}"#, Self.stop)
        #expect(response.id == "a")
        #expect(response.model == "m")
        #expect(response.provider == "p")
    }

    @Test(arguments: [
        #""choices":null"#, #""choices":{}"#, #""choices":[null,7,"x",[]]"#, #""created":1e999"#,
        #""x":123456789012345678901234567890"#, #""id":7,"model":{}"#, #""object":null"#, #""usage":"none""#,
    ])
    func oddFieldsAreTolerated(member: String) throws {
        #expect(try success("{\(member)}", Self.stop).finishReason == .stop)
    }

    @Test(arguments: [
        (#"{"index":null,"finish_reason":"stop"}"#, 0), (#"{"finish_reason":"stop"}"#, 0),
        (#"{"index":0.0,"finish_reason":"stop"}"#, 0), (#"{"index":"1","finish_reason":"stop"}"#, 0),
        (#"{"index":4294967295,"finish_reason":"stop"}"#, 4_294_967_295), (#"{"index":-1,"finish_reason":"stop"}"#, -1),
    ])
    func choiceIndicesAreLabels(choice: String, index: Int) throws {
        #expect(try success(#"{"choices":[\#(choice)]}"#).choices.map(\.index) == [index])
    }

    // MARK: Tool calls

    @Test(arguments: [
        (#""tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"{}"}}]"#, ["a", "f", "{}"]),
        (#""tool_calls":[{"id":"a","function":{"arguments":null,"name":"f"}}]"#, ["a", "f", ""]),
        (#""tool_calls":[{"id":"a","function":{"name":"f","arguments":{"x": [1]}}}]"#, ["a", "f", #"{"x": [1]}"#]),
        (#""tool_calls":[{"index":1.0,"id":"a","function":null}]"#, ["a", "", ""]),
        (#""function_call":{"name":"f","arguments":"{}"}"#, ["call_0", "f", "{}"]),
    ])
    func toolCallsAreReadInEveryForm(member: String, expected: [String]) throws {
        let calls = try success(Self.delta(member), Self.stop).toolCalls
        #expect(calls.map { [$0.id, $0.name, $0.arguments] } == [expected])
        #expect(calls.first?.isComplete == true)
    }

    @Test(arguments: [#""tool_calls":null"#, #""tool_calls":{}"#, #""tool_calls":[null]"#, #""function_call":null"#])
    func noToolCalls(member: String) throws {
        #expect(try success(Self.delta(member), Self.stop).toolCalls.isEmpty)
    }

    @Test func aFunctionCallComesInPieces() throws {
        let response = try success(
            Self.delta(#""function_call":{"name":"get_","arguments":""}"#),
            Self.delta(#""function_call":{"name":"time"}"#), Self.delta(#""function_call":{"arguments":"{"}"#),
            Self.delta(#""function_call":{"arguments":"}"}"#), Self.stop)
        #expect(response.toolCalls.map(\.name) == ["get_time"])
        #expect(response.toolCalls.map(\.arguments) == ["{}"])
    }

    // MARK: What comes in

    @Test func depthDoesNoHarm() throws {
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        #expect(
            try success(#"{"x":\#(deep),"choices":[{"y":\#(deep),"delta":{"z":\#(deep),"content":"a"}}]}"#, Self.stop)
                .text == "a")
        let error = #expect(throws: LLMError.self) { try success(#"{"error":{"message":"m","raw":\#(deep)}}"#) }
        #expect(error?.message == "m")
        let kept = #expect(throws: LLMError.self) { try success(Self.delta(#""reasoning_details":[\#(deep)]"#)) }
        #expect(kept?.code == .malformed)
        #expect(kept?.message.contains("deeply") == true)
    }

    @Test func limitsAreNamed() {
        let call = #"{"index":0,"id":"#
        let calls = (0..<3).map { #"\#(call)"\#($0)","function":{"name":"f"}}"# }.joined(separator: ",")
        let cases = [
            (AnswerLimits(line: 10), Self.stop, "line"), (AnswerLimits(event: 10), Self.stop, "event"),
            (AnswerLimits(choices: 1), #"{"choices":[{"index":0},{"index":1}]}"#, "1 choices"),
            (AnswerLimits(toolCalls: 2), Self.delta(#""tool_calls":[\#(calls)]"#), "2 tool calls"),
            (AnswerLimits(body: 3), Self.delta(#""content":"four""#), "3 bytes"),
        ]
        for (limits, event, message) in cases {
            let result = ChatStreamRun.result(of: [Array("data: \(event)\n\n".utf8)], limits: limits)
            let error = #expect(throws: LLMError.self) { try result.get() }
            #expect(error?.code == .malformed)
            #expect(error?.message.contains(message) == true)
        }
    }

    @Test func invalidUTF8BecomesReplacementCharacters() throws {
        let body =
            Array(#"data: {"choices":[{"delta":{"content":"a"#.utf8) + [0xFF]
            + Array(#"b"},"finish_reason":"stop"}]}"#.utf8) + Array("\n\n".utf8)
        for pieces in ChatStreamRun.cuts(of: body) {
            #expect(try ChatStreamRun.result(of: pieces).get().text == "a\u{FFFD}b")
        }
    }

    @Test func progressIsCounted() throws {
        var decoder = ChatStreamDecoder(
            contentType: nil, limits: AnswerLimits(), detail: [], errors: ErrorDecoder(secrets: []))
        #expect(decoder.partial == nil)
        let role = Self.delta(#""role":"assistant""#)
        decoder.append(Array("event: ping\ndata: x\n\ndata: \(role)\n\n".utf8))
        #expect(try decoder.next() != nil)
        #expect(decoder.eventsReceived == 1)
        #expect(!decoder.receivedContent && !decoder.usageReceived && !decoder.isComplete)
        #expect(decoder.partial != nil)
        decoder.append(Array(#"data: {"usage":{"total_tokens":1}}"#.utf8) + Array("\n\ndata: \(Self.stop)\n\n".utf8))
        while try decoder.next() != nil {}
        #expect(decoder.eventsReceived == 3)
        #expect(decoder.usageReceived && decoder.isComplete && !decoder.isDone)
    }
}
