import LLM
import TestSupport
import Testing

@testable import Bifrost

/// How much a response may have.
struct ResponseLimitTests {
    private static func delta(_ members: [String: JSONValue]) -> JSONValue {
        .object(["type": "response.output_text.delta", "delta": ""].merging(members) { $1 })
    }

    @Test(arguments: ["output_index", "content_index", "item_id"])
    func emptyPiecesCount(place: String) {
        var accumulator = ResponseAccumulator()
        var sizes: [Int] = []
        for number in 0..<100 {
            let label: JSONValue = place == "item_id" ? .string("id \(number)") : .integer(Int64(number))
            accumulator.add(ResponseEvent("", Self.delta([place: label])))
            sizes.append(accumulator.contentSize)
        }
        #expect(Set(sizes).count == 100)
        #expect(sizes == sizes.sorted())
    }

    @Test func aPlaceCountsOnce() {
        var accumulator = ResponseAccumulator()
        var sizes: Set<Int> = []
        for _ in 0..<100 {
            accumulator.add(ResponseEvent("", Self.delta(["item_id": "one"])))
            sizes.insert(accumulator.contentSize)
        }
        #expect(sizes.count == 1)
    }

    private static let call: JSONValue = ["type": "function_call", "call_id": "c", "name": "f", "arguments": "{}"]
    private static let search: JSONValue = ["type": "web_search_call"]

    struct Output: CustomTestStringConvertible, Sendable {
        var items: [JSONValue]
        var error: String?

        var testDescription: String { "\(items.count) items" }
    }

    private static let calls = "the answer has more than 2 tool calls; AnswerLimits.toolCalls allows no more"
    private static let all = "the answer has more than 32 items; AnswerLimits.toolCalls allows no more"

    static let outputs = [
        Output(items: [call, call]), Output(items: [call, call, call], error: calls),
        Output(items: Array(repeating: search, count: 32)),
        Output(items: Array(repeating: search, count: 33), error: all),
    ]

    private static func harness(_ answer: ScriptedAnswer) throws -> Harness {
        try Harness(.minimal.with(\.retries, .never), answerLimits: AnswerLimits(toolCalls: 2)) { _, _ in answer }
    }

    private func expect(_ error: LLMError?, _ output: Output) {
        #expect(error?.message == output.error)
        #expect(error?.code == (output.error == nil ? nil : .malformed))
    }

    @Test(arguments: outputs)
    func aWholeResponseHasLimits(output: Output) async throws {
        let answer: JSONValue = ["status": "completed", "output": .array(output.items)]
        let harness = try Self.harness(.json(200, try answer.serializedText()))
        expect(await llmError { try await harness.model.respond("Hi") }, output)
    }

    @Test(arguments: outputs)
    func aStreamedResponseHasLimits(output: Output) async throws {
        let items = output.items.enumerated().map { index, item -> JSONValue in
            ["type": "response.output_item.added", "output_index": .integer(Int64(index)), "item": item]
        }
        let end: JSONValue = ["type": "response.completed", "response": ["output": .array(output.items)]]
        for events in [items + [["type": "response.completed"]], [end]] {
            let text = try events.map { "data: \(try $0.serializedText())\n\n" }.joined()
            let harness = try Self.harness(.events("\(text)"))
            expect(await llmError { try await harness.model.streamResponse("Hi").collect() }, output)
        }
    }

    @Test func callsOfPiecesAloneCount() async throws {
        let events = (0..<3).map {
            #"data: {"type":"response.function_call_arguments.delta","output_index":\#($0),"delta":""}"# + "\n\n"
        }
        let harness = try Self.harness(.events("\(events.joined())"))
        #expect(await llmError { try await harness.model.streamResponse("Hi").collect() }?.message == Self.calls)
    }
}
