import LLM
import Testing

/// The JSON of a run's events; a change here breaks what users stored.
struct StoredRunTests {
    private static let call = ToolCall(id: "c", name: "t", arguments: "{}")
    private static let callJSON = #"{"arguments":"{}","id":"c","name":"t"}"#

    private static let result = ToolResult(
        call: call, round: 1, position: 2, output: .failure("no"), failure: .timeout, duration: .milliseconds(1500),
        error: ToolTimeout(limit: .seconds(1)))
    private static let resultJSON =
        #"{"call":\#(callJSON),"duration":1.5,"failure":"timeout","#
        + #""output":{"content":[{"text":"no","type":"text"}],"isError":true},"position":2,"round":1}"#

    private static let response = ChatResponse(choices: [Choice(index: 0, message: .assistant("Hi"))])
    private static let messageJSON = #"{"content":[{"text":"Hi","type":"text"}],"role":"assistant"}"#
    private static let responseJSON = #"{"choices":[{"index":0,"message":\#(messageJSON)}]}"#

    private static var cases: [(ToolRun.Event, String)] {
        [
            (.roundStarted(1), #"{"round":1,"type":"roundStarted"}"#),
            (.text("a"), #"{"text":"a","type":"text"}"#),
            (.reasoning("a"), #"{"text":"a","type":"reasoning"}"#),
            (.refusal("a"), #"{"text":"a","type":"refusal"}"#),
            (
                .toolStarted(ToolStart(call: call, round: 1, position: 2)),
                #"{"start":{"call":\#(callJSON),"position":2,"round":1},"type":"toolStarted"}"#
            ),
            (.toolFinished(result), #"{"result":\#(resultJSON),"type":"toolFinished"}"#),
            (
                .roundFinished(
                    ToolRound(
                        number: 1, response: response, results: [result], answerDuration: .milliseconds(250),
                        duration: .seconds(2))),
                #"{"round":{"answerDuration":0.25,"duration":2,"number":1,"response":\#(responseJSON),"#
                    + #""results":[\#(resultJSON)]},"type":"roundFinished"}"#
            ),
            (
                .finished(
                    ToolRunResult(
                        response: response, conversation: [.assistant("Hi")],
                        rounds: [ToolRound(number: 1, response: response)], usage: Usage(input: 1))),
                #"{"result":{"conversation":[\#(messageJSON)],"response":\#(responseJSON),"#
                    + #""rounds":[{"answerDuration":0,"number":1,"response":\#(responseJSON)}],"usage":{"input":1}},"#
                    + #""type":"finished"}"#
            ),
        ]
    }

    // No arguments, which would be kept where the tags of the events hide their contents from the leak checker.
    @Test func events() throws {
        for (event, json) in Self.cases {
            try expectWritten(event, json)
            try expectWritten(try decoded(ToolRun.Event.self, json), json)
        }
    }

    @Test func anUnknownEventIsNotTakenForAnother() {
        #expect(throws: DecodingError.self) { try decoded(ToolRun.Event.self, #"{"type":"finale","text":"a"}"#) }
    }
}
