import Foundation
import LLM
import Testing

@testable import Bifrost

/// An answer's message, appended to the conversation as it is.
struct SendingBackTests {
    @Test(arguments: [false, true])
    func aTurnIsSentBackWhole(streamed: Bool) throws {
        let answer = try streamed ? WholeAnswer.streamed(detail: []) : WholeAnswer.decoded()
        let annotation = try JSONValue(parsing: WholeAnswer.annotation)
        let expected: JSONValue = [
            "role": "assistant", "content": "Hi you", "refusal": "no", "audio": ["id": "audio_1"],
            "reasoning_details": [["index": 0, "type": "reasoning.text", "text": "why", "signature": "s"]],
            "annotations": [annotation],
            "tool_calls": [
                ["id": "f_ts_é/+=", "type": "function", "function": ["name": "f", "arguments": #"{"x": 1}"#]],
                ["id": "b", "type": "custom", "custom": ["name": "say", "input": "free text"]],
            ],
        ]
        #expect(try requestMessage(answer.message) == expected)
    }

    @Test(arguments: ["e\u{301}", "\u{e9}", "call_ts_" + String(repeating: "Ab+/=", count: 400), "\"\\/\u{1}"])
    func anIdIsKeptByteForByte(id: String) throws {
        let escaped = try JSONValue.string(id).serializedText()
        let call = #"{"index":0,"id":\#(escaped),"function":{"name":"f","arguments":"{}"}}"#
        let answer = try ChatStreamRun.result(of: [
            #"{"choices":[{"delta":{"tool_calls":[\#(call)]},"finish_reason":"tool_calls"}]}"#
        ]).get()
        let sent = try requestMessage(answer.message)?["tool_calls"]?[0]?["id"]?.stringValue
        #expect(sent.map { Array($0.utf8) } == Array(id.utf8))
        let result = try requestMessage(.tool("r", callID: answer.toolCalls[0].id))
        #expect(result?["tool_call_id"]?.stringValue.map { Array($0.utf8) } == Array(id.utf8))
    }

    @Test func encryptedReasoningIsSentBackUnchanged() throws {
        let details = #"[{"index":0,"type":"reasoning.encrypted","data":"x==","id":"r1","novel":{"a":[1.5,null]}}]"#
        let answer = try ChatStreamRun.result(of: [
            #"{"choices":[{"message":{"content":"a","reasoning_details":\#(details)},"finish_reason":"stop"}]}"#
        ]).get()
        #expect(try requestMessage(answer.message)?["reasoning_details"] == JSONValue(parsing: details))
    }

    @Test func aSpokenTurnHasNoText() throws {
        let message = Message(role: .assistant, audio: AudioOutput(id: "a", data: "AA==", transcript: "t"))
        #expect(try requestMessage(message) == ["role": "assistant", "content": nil, "audio": ["id": "a"]])
    }

    @Test func messagesSurviveTheirOwnCoding() throws {
        let message = try WholeAnswer.decoded().message
        let data = try JSONEncoder().encode(message)
        #expect(try JSONDecoder().decode(Message.self, from: data) == message)
        let parts = Message.user(ContentPartTests.parts.map { $0.0.cached().citable() })
        #expect(try JSONDecoder().decode(Message.self, from: JSONEncoder().encode(parts)) == parts)
    }
}
