import LLM
import Testing

struct ChatAccumulatorTests {
    private func response(_ chunks: [ChatChunk]) -> ChatResponse {
        var accumulator = ChatAccumulator()
        for chunk in chunks { accumulator.add(chunk) }
        return accumulator.response()
    }

    private func response(of deltas: [ChoiceDelta]) -> ChatResponse {
        response(deltas.map { ChatChunk(choices: [$0]) })
    }

    @Test func firstIdentityAndLastReasonCount() {
        let answer = response([
            ChatChunk(choices: [ChoiceDelta(role: Role(rawValue: ""), text: " a ")], id: "", model: ""),
            ChatChunk(
                choices: [ChoiceDelta(role: .assistant, text: "\n", finishReason: .stop)], id: "one", model: "m",
                provider: "p"),
            ChatChunk(
                choices: [ChoiceDelta(role: .user, finishReason: FinishReason(rawValue: ""))], id: "two", model: "n",
                provider: "q"),
            ChatChunk(choices: [ChoiceDelta(finishReason: .length)]),
        ])
        #expect(answer.id == "one")
        #expect(answer.model == "m")
        #expect(answer.provider == "p")
        #expect(answer.text == " a \n")
        #expect(answer.message.role == .assistant)
        #expect(answer.finishReason == .length)
    }

    @Test func theRoleDefaultsToAssistant() {
        #expect(response(of: [ChoiceDelta(text: "x")]).message.role == .assistant)
    }

    @Test func isCompleteWhenEveryChoiceHasFinished() {
        var accumulator = ChatAccumulator()
        #expect(!accumulator.isComplete)
        accumulator.add(ChatChunk(choices: [], usage: Usage(input: 1)))
        #expect(!accumulator.isComplete)
        accumulator.add(ChatChunk(choices: [ChoiceDelta(finishReason: FinishReason(rawValue: ""))]))
        #expect(!accumulator.isComplete)
        accumulator.add(ChatChunk(choices: [ChoiceDelta(finishReason: .stop)]))
        #expect(accumulator.isComplete)
        accumulator.add(ChatChunk(choices: [ChoiceDelta(index: 7, text: "late")]))
        #expect(!accumulator.isComplete)
        accumulator.add(ChatChunk(choices: [ChoiceDelta(index: 7, finishReason: .stop)]))
        #expect(accumulator.isComplete)
        #expect(accumulator.response().choices.map(\.index) == [0, 7])
    }

    @Test(arguments: [
        (ChoiceDelta(), false), (ChoiceDelta(role: .assistant, finishReason: .stop), false),
        (ChoiceDelta(reasoning: "", refusal: ""), false), (ChoiceDelta(text: "x"), true),
        (ChoiceDelta(reasoning: "x"), true), (ChoiceDelta(refusal: "x"), true),
        (ChoiceDelta(toolCalls: [ToolCallDelta(index: 0)]), true), (ChoiceDelta(reasoningSignature: "s"), false),
    ])
    func contentIsNoticed(delta: ChoiceDelta, expected: Bool) {
        var accumulator = ChatAccumulator()
        accumulator.add(ChatChunk(choices: [delta]))
        #expect(accumulator.receivedContent == expected)
    }

    @Test func aWholeMessageCountsOnlyWhereNothingCameBefore() {
        let whole = ChoiceDelta(text: "whole", finishReason: .stop, isWholeMessage: true)
        #expect(response(of: [ChoiceDelta(role: .assistant), whole]).text == "whole")
        let repeated = response(of: [ChoiceDelta(text: "stream"), whole])
        #expect(repeated.text == "stream")
        #expect(repeated.finishReason == .stop)
        let afterCall = response(of: [ChoiceDelta(toolCalls: [ToolCallDelta(id: "a", name: "f")]), whole])
        #expect(afterCall.text.isEmpty)
    }

    @Test func choicesAreKeptApart() {
        let answer = response([
            ChatChunk(choices: [ChoiceDelta(index: 1, text: "b"), ChoiceDelta(index: 0, text: "a")]),
            ChatChunk(choices: [ChoiceDelta(index: 1, text: "B", finishReason: .stop)]),
        ])
        #expect(answer.choices.map(\.message.text) == ["a", "bB"])
        #expect(answer.text == "a")
    }

    @Test(arguments: [
        ([Usage()], Usage?.some(Usage())),
        ([Usage(input: 3, output: 1)], Usage(input: 3, output: 1, total: 4)),
        ([Usage(input: 3, output: 1, total: 2)], Usage(input: 3, output: 1, total: 4)),
        ([Usage(input: 3, output: 1, total: 9)], Usage(input: 3, output: 1, total: 9)),
        ([Usage(input: 3), Usage(output: 5), Usage(output: 2)], Usage(input: 3, output: 5, total: 8)),
        ([Usage(total: 7), Usage(input: 0, output: 0, total: 0)], Usage(input: 0, output: 0, total: 7)),
        ([Usage(cached: 2), Usage(cached: 1, reasoning: 4)], Usage(cached: 2, reasoning: 4)),
        ([Usage(input: .max, output: 1)], Usage(input: .max, output: 1, total: .max)),
        ([], nil),
    ])
    func usageIsTheLargestOfEach(reported: [Usage], expected: Usage?) {
        #expect(response(reported.map { ChatChunk(usage: $0) }).usage == expected)
    }

    @Test func reasoningDetailsAreMergedByIndexAndType() {
        let answer = response(of: [
            ChoiceDelta(reasoningDetails: [["index": 0, "type": "reasoning.text", "text": "a"]]),
            ChoiceDelta(reasoningDetails: [["index": 1, "type": "reasoning.encrypted", "data": "x", "id": "i"]]),
            ChoiceDelta(reasoningDetails: [["index": 0, "type": "reasoning.text", "text": "b"]]),
            ChoiceDelta(
                reasoningSignature: "s",
                reasoningDetails: [["index": 0, "type": "reasoning.text", "signature": "s", "text": nil]]),
            ChoiceDelta(reasoningDetails: [["index": 1, "type": "reasoning.encrypted", "data": "y"]]),
        ])
        #expect(
            answer.message.reasoningDetails == [
                ["index": 0, "type": "reasoning.text", "text": "ab", "signature": "s"],
                ["index": 1, "type": "reasoning.encrypted", "data": "xy", "id": "i"],
            ])
        #expect(answer.message.reasoningSignature == "s")
    }

    @Test func reasoningDetailsOfAWholeMessageStayAsTheyAre() {
        let details: [JSONValue] = [["type": "reasoning.text", "text": "a"], ["type": "reasoning.text", "text": "b"]]
        let answer = response(of: [ChoiceDelta(reasoningDetails: details, isWholeMessage: true)])
        #expect(answer.message.reasoningDetails == details)
    }

    @Test func absentTextsAreNil() {
        let answer = response(of: [ChoiceDelta(reasoning: "", refusal: "")])
        #expect(answer.reasoning == nil)
        #expect(answer.refusal == nil)
        #expect(answer.message.content.isEmpty)
    }
}
