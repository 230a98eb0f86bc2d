import LLM
import Testing

/// The checker must be able to fail, or no vector proves anything.
struct ChatExpectationTests {
    private static let response = ChatResponse(
        choices: [
            Choice(
                index: 0,
                message: Message(
                    role: .assistant, content: [.text("abc")],
                    toolCalls: [ToolCall(id: "a", name: "f", arguments: "{}")]),
                finishReason: .stop)
        ],
        usage: Usage(input: 1, output: 2, total: 3))

    private func mismatches(_ expected: [String: Any]) -> Int {
        let entry: [String: Any] = ["expect": ["outcome": "message", "message": expected]]
        return ChatExpectation(entry: entry).mismatches(in: .success(Self.response)).count
    }

    @Test func acceptsWhatIsRight() {
        let call: [String: Any] = ["id": "*", "name": "f", "arguments": "{}", "complete": true]
        let expected: [String: Any] = [
            "text": ["prefix": "ab", "length": 3], "finish_reason": ["anyOf": ["length", "stop"]],
            "usage": ["input": 1, "total": 3], "tool_calls": [call], "role": "assistant",
            "choices": [["index": 0, "text": "abc"]],
        ]
        #expect(mismatches(expected) == 0)
    }

    @Test func noticesWhatIsWrong() {
        let call: [String: Any] = ["id": "b", "name": "g", "arguments": "", "complete": false]
        let wrong: [[String: Any]] = [
            ["text": "abd"], ["text": ["prefix": "ab", "length": 4]], ["finish_reason": ["anyOf": ["length"]]],
            ["reasoning": ""], ["usage": ["cached": 0]], ["usage": ["total": 4]], ["tool_calls": [[String: Any]]()],
            ["choices": [["index": 1, "text": "abc"]]], ["model": "m"], ["unheard_of": 1],
        ]
        for expected in wrong { #expect(mismatches(expected) == 1) }
        #expect(mismatches(["tool_calls": [call]]) == 4)
    }

    @Test func noticesAnErrorOfAnotherKind() {
        var error = LLMError(.server, "Boom")
        error.partial = Self.response
        let right: [String: Any] = [
            "kind": "server", "retryable": true, "auto_retry": false, "message_contains": "boom",
        ]
        let wrong: [String: Any] = ["kind": "timeout", "retryable": false, "auto_retry": true, "message_contains": "x"]
        for (expected, count) in [(right, 0), (wrong, 4)] {
            let entry: [String: Any] = ["expect": ["outcome": "error", "error": expected]]
            #expect(ChatExpectation(entry: entry).mismatches(in: .failure(error)).count == count)
            #expect(ChatExpectation(entry: entry).mismatches(in: .success(Self.response)).count == 1)
        }
    }
}
