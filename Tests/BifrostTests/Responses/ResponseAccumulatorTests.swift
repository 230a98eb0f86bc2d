import LLM
import Testing

@testable import Bifrost

/// From events to the response, whatever the last event carries.
struct ResponseAccumulatorTests {
    private func response(_ events: JSONValue...) -> Response {
        var accumulator = ResponseAccumulator()
        for event in events { accumulator.add(ResponseEvent("", event)) }
        return accumulator.response()
    }

    private func delta(_ name: String, _ text: String, _ more: [String: JSONValue] = [:]) -> JSONValue {
        .object(["type": .string("response.\(name).delta"), "delta": .string(text)].merging(more) { $1 })
    }

    private static let bareEnd: JSONValue = [
        "type": "response.completed",
        "response": ["id": "resp_1", "status": "completed", "usage": ["input_tokens": 1]],
    ]

    @Test func theLastResponseCounts() {
        let output: JSONValue = [["type": "message", "content": [["type": "output_text", "text": "Right"]]]]
        let whole = response(
            delta("output_text", "Wrong", ["output_index": 0]),
            ["type": "response.completed", "response": ["status": "completed", "output": output]])
        #expect(whole.outputText == "Right")
        #expect(whole.items.count == 1)
    }

    @Test func piecesFillAnEmptyOutput() {
        let whole = response(
            delta("reasoning_summary_text", "Think", ["output_index": 0, "item_id": "rs_1", "summary_index": 0]),
            delta("reasoning_summary_text", "ing", ["output_index": 0, "item_id": "rs_1", "summary_index": 0]),
            delta("output_text", "Hel", ["output_index": 1, "item_id": "msg_1", "content_index": 0]),
            delta("output_text", "lo", ["output_index": 1, "item_id": "msg_1", "content_index": 0]),
            delta("refusal", "No.", ["output_index": 1, "item_id": "msg_1", "content_index": 1]),
            [
                "type": "response.output_item.added", "output_index": 4,
                "item": ["id": "fc_1", "type": "function_call", "call_id": "c1", "name": "f", "arguments": ""],
            ],
            delta("function_call_arguments", "{\"a\":", ["output_index": 4, "item_id": "fc_1"]),
            delta("function_call_arguments", "1}", ["output_index": 4, "item_id": "fc_1"]),
            delta("custom_tool_call_input", "x", ["output_index": 9, "item_id": "ct_1"]), Self.bareEnd)
        #expect(whole.status == .completed)
        #expect(whole.usage?.input == 1)
        #expect(whole.outputText == "Hello")
        #expect(whole.refusal == "No.")
        #expect(whole.reasoningSummaries == ["Thinking"])
        #expect(whole.toolCalls.first == ToolCall(id: "c1", name: "f", arguments: #"{"a":1}"#))
        #expect(whole.toolCalls.last?.arguments == "x")
        #expect(whole.items.map(\.id) == ["rs_1", "msg_1", "fc_1", "ct_1"])
        #expect(whole.items[1].role == .assistant)
    }

    @Test func aWholeItemBeatsItsPieces() {
        let whole = response(
            delta("output_text", "Hal", ["output_index": 0]),
            [
                "type": "response.output_item.done", "output_index": 0,
                "item": ["id": "m", "type": "message", "content": [["type": "output_text", "text": "Hello"]]],
            ], Self.bareEnd)
        #expect(whole.outputText == "Hello")
    }

    @Test func aWholeItemWithoutItsTextIsFilled() {
        let whole = response(
            delta("output_text", "Hello", ["output_index": 0]),
            ["type": "response.output_item.done", "output_index": 0, "item": ["type": "message", "content": []]],
            Self.bareEnd)
        #expect(whole.outputText == "Hello")
    }

    @Test func aWholeTextBeatsItsPieces() {
        let whole = response(
            delta("output_text", "Hal", ["item_id": "m"]),
            ["type": "response.output_text.done", "item_id": "m", "text": "Hello"], Self.bareEnd)
        #expect(whole.outputText == "Hello")
    }

    @Test func itemsAreFoundByTheirIDsWhereTheyHaveNoPlace() {
        let whole = response(
            delta("output_text", "a", ["output_index": 0, "item_id": "one"]),
            delta("output_text", "x", ["output_index": 1, "item_id": "two"]),
            delta("output_text", "b", ["item_id": "one"]),
            delta("output_text", "y", ["item_id": "two"]), Self.bareEnd)
        #expect(whole.items.map(\.text) == ["ab", "xy"])
    }

    @Test func marksOnTheTextAreKept() {
        let mark: JSONValue = ["type": "url_citation", "url": "https://x"]
        let whole = response(
            delta("output_text", "a", ["output_index": 0]),
            ["type": "response.output_text.annotation.added", "output_index": 0, "annotation": mark], Self.bareEnd)
        #expect(whole.items[0].annotations.map(\.json) == [mark])
    }

    @Test func anIndexIsALabel() {
        let whole = response(
            delta("output_text", "b", ["output_index": 4_294_967_295]), delta("output_text", "a", ["output_index": -1]))
        #expect(whole.outputText == "ab")
        #expect(whole.status == .inProgress)
    }

    @Test func isCompleteAfterTheLastEvent() {
        var accumulator = ResponseAccumulator()
        #expect(!accumulator.isComplete)
        accumulator.add(ResponseEvent("", ["type": "response.incomplete", "response": nil]))
        #expect(accumulator.isComplete)
        #expect(accumulator.response().status == .incomplete)
    }
}
