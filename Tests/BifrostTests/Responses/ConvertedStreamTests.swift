import LLM
import TestSupport
import Testing

@testable import Bifrost

/// Streams of gateways that convert chats into responses: they repeat nothing that they said before.
struct ConvertedStreamTests {
    private static func response(_ events: [JSONValue]) -> Response {
        var accumulator = ResponseAccumulator()
        for event in events { accumulator.add(ResponseEvent("", event)) }
        return accumulator.response()
    }

    private static func event(_ type: String, _ members: [String: JSONValue] = [:]) -> JSONValue {
        .object(["type": .string("response.\(type)"), "output_index": 0].merging(members) { $1 })
    }

    private static let call: JSONValue = [
        "id": "fc_1", "type": "function_call", "status": "in_progress", "call_id": "c1", "name": "f", "arguments": "",
    ]
    private static let added = event("output_item.added", ["item": call])
    private static let arguments = event("function_call_arguments.delta", ["delta": #"{"a":1}"#])
    private static let end = event("completed", ["response": ["id": "resp_1", "created_at": 7, "usage": nil]])
    private static let cut = event("incomplete", ["response": ["id": "resp_1"]])

    @Test(arguments: [
        ("output_text", "text", "text"), ("refusal", "refusal", "refusal"),
        ("reasoning_summary_text", "text", "summary"), ("function_call_arguments", "arguments", "arguments"),
        ("custom_tool_call_input", "input", "input"), ("code_interpreter_call_code", "code", "code"),
    ])
    func anEmptyWholeTextKeepsItsPieces(name: String, member: String, field: String) {
        let whole = Self.response([
            Self.event("\(name).delta", ["delta": "pie"]), Self.event("\(name).delta", ["delta": "ces"]),
            Self.event("\(name).done", [member: ""]), Self.end,
        ])
        let item = whole.items.first
        let texts = [
            "text": item?.text, "refusal": item?.refusal, "summary": item?.summary.first,
            "arguments": item?.json["arguments"]?.stringValue, "input": item?.json["input"]?.stringValue,
            "code": item?.json["code"]?.stringValue,
        ]
        #expect(texts[field] == "pieces")
    }

    @Test func aWholeItemWithAnEmptyTextKeepsItsPieces() {
        let item: JSONValue = ["type": "message", "content": [["type": "output_text", "text": ""]]]
        let whole = Self.response([
            Self.event("output_text.delta", ["delta": "Hello"]), Self.event("output_item.done", ["item": item]),
            Self.end,
        ])
        #expect(whole.outputText == "Hello")
    }

    @Test func aWholeItemWithoutItsMembersKeepsThoseOfItsBeginning() {
        let done: JSONValue = ["id": "fc_1", "status": "completed", "name": "", "call_id": nil]
        let whole = Self.response([
            Self.added, Self.arguments, Self.event("output_item.done", ["item": done]), Self.end,
        ])
        #expect(whole.toolCalls == [ToolCall(id: "c1", name: "f", arguments: #"{"a":1}"#)])
        #expect(whole.items.first?.status == .completed)
        #expect(whole.items.first?.json["role"] == .none)
    }

    @Test func aWholeItemThatHadNoBeginningIsWhatItsPiecesAre() {
        let whole = Self.response([
            Self.arguments, Self.event("output_item.done", ["item": ["id": "fc_1", "status": "completed"]]), Self.end,
        ])
        #expect(whole.toolCalls == [ToolCall(id: "fc_1", name: "", arguments: #"{"a":1}"#)])
    }

    @Test(arguments: [
        ("completed", ResponseStatus.completed), ("incomplete", .incomplete), ("in_progress", .inProgress),
        ("queued", .queued),
    ])
    func anEventTellsWhatItsResponseDoesNot(name: String, status: ResponseStatus) {
        let created = Self.event("created", ["response": ["model": "m", "status": "in_progress", "store": true]])
        let bare: JSONValue = ["id": "resp_1", "model": "", "usage": ["input_tokens": 3], "store": false]
        for last in [Self.event(name, ["response": bare]), Self.event(name)] {
            let whole = Self.response([created, last])
            #expect(whole.status == status)
            #expect(whole.model == "m")
        }
        let whole = Self.response([created, Self.event(name, ["response": bare])])
        #expect(whole.id == "resp_1" && whole.usage?.input == 3 && whole.json["store"] == false)
    }

    @Test(arguments: [
        ["delta": "No."], ["refusal": "No."], ["delta": "", "refusal": "No."], ["delta": nil, "refusal": "No."],
    ])
    func aRefusalIsReadWhereverItStands(members: [String: JSONValue]) {
        #expect(Self.response([Self.event("refusal.delta", members), Self.end]).refusal == "No.")
    }

    @Test(arguments: [[added], [added, arguments], [added, cut], [added, arguments, cut]])
    func aCallThatWasOnlyBegunIsNotComplete(events: [JSONValue]) {
        #expect(Self.response(events).toolCalls.map(\.isComplete) == [false])
    }

    @Test(arguments: [
        [added, end], [added, event("function_call_arguments.done", ["arguments": ""]), cut],
        [added, event("output_item.done", ["item": ["id": "fc_1"]]), cut],
    ])
    func aCallThatWasEndedIsComplete(events: [JSONValue]) {
        #expect(Self.response(events).toolCalls == [ToolCall(id: "c1", name: "f", arguments: "")])
    }

    @Test func aCallInTheOutputOfACutResponseIsNotComplete() {
        let cut = Self.event("incomplete", ["response": ["output": [Self.call]]])
        #expect(Self.response([Self.added, cut]).toolCalls.map(\.isComplete) == [false])
    }

    @Test func aFailureLeavesNoCallThatLooksWhole() async throws {
        let failed = Self.event("failed", ["response": ["error": ["message": "Oops"]]])
        let events = try [Self.added, failed].map { "data: \(try $0.serializedText())\n\n" }.joined()
        let harness = try Harness(.minimal.with(\.retries, .never), .events("\(events)"))
        let error = await llmError { try await harness.model.streamResponse("Hi").collect() }
        #expect(error?.partial?.toolCalls.map(\.isComplete) == [false])
    }
}
