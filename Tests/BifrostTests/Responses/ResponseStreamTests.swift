import HTTPTransport
import LLM
import TestSupport
import Testing

@testable import Bifrost

/// Events of a streamed response, and how such a stream may end.
struct ResponseStreamTests {
    private static func event(_ json: String, name: String? = nil) -> String {
        let type = json.firstMatch(of: /"type":"([^"]*)"/).map { String($0.1) } ?? ""
        return "event: \(name ?? type)\ndata: \(json)\n\n"
    }

    private static let created = event(
        #"{"type":"response.created","sequence_number":0,"response":{"id":"resp_1","status":"in_progress","output":[]}}"#
    )
    private static let delta = event(
        #"{"type":"response.output_text.delta","output_index":0,"content_index":0,"item_id":"msg_1","delta":"Hel"}"#)
    private static let call =
        event(
            #"{"type":"response.output_item.added","output_index":1,"item":{"id":"fc_1","type":"function_call","#
                + #""call_id":"call_1","name":"f","arguments":""}}"#)
        + event(#"{"type":"response.function_call_arguments.delta","output_index":1,"item_id":"fc_1","delta":"{\"a"}"#)
    private static let completed = event(
        #"{"type":"response.completed","response":{"id":"resp_1","status":"completed","output":[{"type":"message","#
            + #""content":[{"type":"output_text","text":"Hello"}]}]}}"#)

    private func outcome(_ pieces: String...) async throws -> (events: [ResponseEvent], error: LLMError?) {
        var answer = ScriptedAnswer.events()
        answer.pieces = pieces.map { .bytes(Array($0.utf8)) }
        return try await outcome(of: Harness(.minimal.with(\.retries, .never), answer).model.streamResponse("Hi"))
    }

    private func outcome(
        of stream: GatewayStream<ResponseEvent>
    ) async throws -> (events: [ResponseEvent], error: LLMError?) {
        var events: [ResponseEvent] = []
        do {
            for try await event in stream { events.append(event) }
        } catch let error as LLMError {
            return (events, error)
        }
        return (events, nil)
    }

    static let names = [
        "created", "in_progress", "queued", "completed", "incomplete", "ping", "output_item.added", "output_item.done",
        "content_part.added", "content_part.done", "output_text.delta", "output_text.done",
        "output_text.annotation.added", "output_text.annotation.done", "refusal.delta", "refusal.done",
        "function_call_arguments.delta", "function_call_arguments.done", "custom_tool_call_input.delta",
        "custom_tool_call_input.done", "reasoning_summary_part.added", "reasoning_summary_part.done",
        "reasoning_summary_text.delta", "reasoning_summary_text.done", "web_search_call.in_progress",
        "web_search_call.searching", "web_search_call.completed", "web_search_call.results.added",
        "web_search_call.results.completed", "web_fetch_call.in_progress", "web_fetch_call.fetching",
        "web_fetch_call.completed", "file_search_call.in_progress", "file_search_call.searching",
        "file_search_call.results.added", "file_search_call.results.completed", "code_interpreter_call.in_progress",
        "code_interpreter_call.interpreting", "code_interpreter_call.completed", "code_interpreter_call_code.delta",
        "code_interpreter_call_code.done", "image_generation_call.in_progress", "image_generation_call.generating",
        "image_generation_call.partial_image", "image_generation_call.completed", "mcp_call_arguments.delta",
        "mcp_call_arguments.done", "mcp_call.in_progress", "mcp_call.completed", "mcp_call.failed",
        "mcp_list_tools.in_progress", "mcp_list_tools.completed", "mcp_list_tools.failed",
    ]

    /// An event that has whatever any event may have.
    private static func full(_ name: String) -> JSONValue {
        [
            "type": .string("response.\(name)"), "sequence_number": 3, "output_index": 1, "content_index": 2,
            "summary_index": 4, "item_id": "item_1", "delta": "d", "text": "t", "refusal": "r", "arguments": "a",
            "input": "i", "code": "c", "partial_image_b64": "b", "item": ["id": "item_1"], "part": ["type": "p"],
            "annotation": ["type": "url_citation"], "response": ["id": "resp_1"],
        ]
    }

    @Test(arguments: names)
    func everyEventHasAType(name: String) {
        let event = ResponseEvent("message", Self.full(name))
        if case .unknown = event { Issue.record("\(name) is unknown") }
        let label = Mirror(reflecting: event).children.first?.label ?? "\(event)"
        let words = name.split { "._".contains($0) }
        #expect(words.contains { label.lowercased().contains($0.prefix(4)) }, "\(name) became \(label)")
    }

    @Test func aPayloadTellsItsPlace() {
        guard case .outputTextDelta(let piece) = ResponseEvent("", Self.full("output_text.delta")) else {
            Issue.record("not a piece of text")
            return
        }
        #expect(piece.value == "d")
        #expect(piece.sequenceNumber == 3)
        #expect(piece.outputIndex == 1)
        #expect(piece.contentIndex == 2)
        #expect(piece.summaryIndex == 4)
        #expect(piece.itemID == "item_1")
    }

    @Test func aPhaseIsTheEndOfTheType() {
        guard case .webSearch(let phase) = ResponseEvent("", Self.full("web_search_call.results.added")) else {
            Issue.record("not a search")
            return
        }
        #expect(phase.value == .resultsAdded)
    }

    @Test(arguments: [
        #"{"type":"response.brand_new","x":1}"#, #"{"type":"response.output_text.delta","delta":null}"#,
        #"{"type":"response.output_item.added","item":null}"#, #"{"type":"response.content_part.added","part":null}"#,
        #"{"type":"response.output_text.annotation.added"}"#, #"{"x":1}"#,
    ])
    func whatHasNoNameIsKept(json: String) async throws {
        let value = try JSONValue(parsing: json)
        let events = try await outcome(Self.delta, Self.event(json, name: "some.name"), Self.completed).events
        #expect(events.count == 3)
        #expect(events[1] == .unknown(type: value["type"]?.stringValue ?? "some.name", json: value))
    }

    @Test func endsWithItsLastEvent() async throws {
        let (events, error) = try await outcome(Self.created, Self.delta, Self.completed + "data: rubbish\n\n")
        #expect(error == nil)
        #expect(events.count == 3)
        #expect(events.compactMap(\.textDelta) == ["Hel"])
    }

    @Test func aBrokenConnectionAfterTheLastEventIsNoError() async throws {
        let answer = ScriptedAnswer.events(
            "\(Self.created)\(Self.completed)", .failure(HTTPTransportError(.connectionLost, "gone")))
        let harness = try Harness(.minimal, answer)
        #expect(try await harness.model.streamResponse("Hi").collect().outputText == "Hello")
    }

    @Test func theTextIsAView() async throws {
        let harness = try Harness(.minimal, .events("\(Self.created)\(Self.delta)\(Self.delta)\(Self.completed)"))
        var texts: [String] = []
        for try await text in harness.model.streamResponse("Hi").outputText { texts.append(text) }
        #expect(texts == ["Hel", "Hel"])
    }

    @Test(arguments: [created, created + delta, created + delta + call, created + "data: [DONE]\n\n"])
    func anEarlierEndIsACut(body: String) async throws {
        let error = try #require(try await outcome(body).error)
        #expect(error.code == .truncated)
        #expect(error.isRetryable)
        let hasContent = body.contains("delta")
        #expect(error.partial?.text == (hasContent ? "Hel" : nil))
        #expect(error.partial?.id == (hasContent ? "resp_1" : nil))
        let calls =
            body.contains("call_1") ? [ToolCall(id: "call_1", name: "f", arguments: #"{"a"#, isComplete: false)] : []
        #expect(error.partial?.toolCalls ?? [] == calls)
    }

    struct Failing: CustomTestStringConvertible, Sendable {
        var event: String
        var code: LLMError.Code
        var message: String

        var testDescription: String { event }
    }

    static let failures = [
        Failing(
            event: event(
                #"{"type":"response.failed","response":{"status":"failed","error":{"code":"rate_limit_exceeded","#
                    + #""message":"Too fast"}}}"#), code: .rateLimited, message: "Too fast"),
        Failing(
            event: event(#"{"type":"response.failed","response":{"error":null}}"#), code: .server,
            message: "without saying which"),
        Failing(
            event: event(
                #"{"is_bifrost_error":false,"status_code":529,"error":{"type":"overloaded_error","message":"Busy"}}"#,
                name: "error"), code: .overloaded, message: "Busy"),
        Failing(
            event: "data: {\"status_code\":529,\"error\":{\"type\":\"overloaded_error\",\"message\":\"Busy\"}}\n\n",
            code: .overloaded, message: "Busy"),
        Failing(
            event: event(
                #"{"type":"error","code":"context_length_exceeded","message":"Too long","param":null,"sequence_number":9}"#
            ), code: .invalidRequest, message: "Too long"),
        Failing(
            event: "data: {\"type\":\"error\",\"code\":\"server_error\",\"message\":\"Oops\"}\n\n", code: .server,
            message: "Oops"),
        Failing(event: event(#"{"error":"plugin failed"}"#, name: "error"), code: .server, message: "plugin failed"),
    ]

    @Test(arguments: failures)
    func aFailureIsThrown(failure: Failing) async throws {
        let (events, error) = try await outcome(Self.created, Self.delta, failure.event + Self.completed)
        #expect(events.count == 2)
        #expect(error?.code == failure.code)
        #expect(error?.message.contains(failure.message) == true)
        #expect(error?.partial?.text == "Hel")
        #expect(error?.metadata?.status == 200)
    }

    @Test func whatCannotBeReadIsMalformed() async throws {
        #expect(try await outcome(Self.delta, "event: x\ndata: {\"type\n\n").error?.code == .malformed)
        let limits = AnswerLimits(body: 4096)
        let harness = try Harness(.minimal, answerLimits: limits) { _, _ in
            .events("\(String(repeating: Self.delta, count: 2000))\(Self.completed)")
        }
        #expect(try await outcome(of: harness.model.streamResponse("Hi")).error?.code == .malformed)
    }

    @Test func aCallIsRepeatedUntilContentCame() async throws {
        let broken =
            Self.created + Self.event(#"{"type":"response.ping"}"#)
            + Self.event(#"{"status_code":503,"error":{"message":"Busy"}}"#, name: "error")
        let harness = try Harness(
            .minimal, .events("\(broken)"), .events("\(Self.created)\(Self.delta)\(broken)"))
        let (events, error) = try await outcome(of: harness.model.streamResponse("Hi"))
        #expect(harness.transport.requests.count == 2)
        #expect(error?.code == .overloaded)
        #expect(events.compactMap(\.textDelta) == ["Hel"])
    }

    @Test func heartbeatsAreNoContent() async throws {
        let ping = Self.event(#"{"type":"response.ping"}"#)
        let harness = try Harness(
            .minimal.with(\.limits, TimeLimits(firstToken: .seconds(5))).with(\.retries, .never)
        ) { _, _ in
            var answer = ScriptedAnswer.events()
            answer.pieces = (0..<10).flatMap { _ in [.silence(.seconds(1)), .bytes(Array(ping.utf8))] }
            return answer
        }
        #expect(try await outcome(of: harness.model.streamResponse("Hi")).error?.timeout?.limit == .firstToken)
    }

    @Test func cutsOfTheBytesMakeNoDifference() async throws {
        let bytes = Array((Self.created + Self.delta + Self.call + Self.completed).utf8)
        let whole = try await outcome(String(decoding: bytes, as: UTF8.self)).events
        for pieces in ChatStreamRun.cuts(of: bytes) {
            var decoder = JSONEventDecoder(
                ResponseEventReader(limits: AnswerLimits(), errors: ErrorDecoder(secrets: [])),
                contentType: "text/event-stream", limits: AnswerLimits(), errors: ErrorDecoder(secrets: []))
            var events: [ResponseEvent] = []
            for piece in pieces {
                decoder.append(piece)
                while let event = try decoder.next() { events.append(event) }
            }
            try decoder.end(connectionLost: false)
            #expect(events == whole)
        }
    }
}
