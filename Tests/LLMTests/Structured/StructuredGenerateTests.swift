import FoundationEssentials
import TestSupport
import Testing

@testable import LLM

@Suite("Answers of a Swift type")
struct StructuredGenerateTests {
    private let messages: [Message] = [.system("Be brief."), .user("Where to?")]
    private let good = #"{"city": "Oslo", "rank": 1}"#
    private let oslo = Place(city: "Oslo", rank: 1)

    @Test("The schema goes with the call, and the value comes back with its answer")
    func plain() async throws {
        let response = ChatResponse.text(Trip.json, usage: Usage(input: 1, output: 2))
        let model = StructuredModel(response)
        let result = try await model.generate(messages, as: Trip.self, options: GenerateOptions(temperature: 0))
        #expect(result.value == .paris && result.response == response)
        #expect(result.attempts == 1 && result.usage == Usage(input: 1, output: 2))
        let call = try #require(model.calls.first)
        #expect(call.messages == messages && call.options.temperature == 0 && call.tools.isEmpty)
        let format = try #require(call.schemaFormat)
        #expect(format.name == "Trip" && format.schema["type"] == "object")
    }

    @Test("A wrong answer is asked for again with what is wrong, and the caller's conversation stays as it was")
    func repair() async throws {
        let model = StructuredModel(
            .text(#"{"city": "Oslo"}"#, usage: Usage(input: 10, output: 1)),
            .text(good, usage: Usage(input: 20, output: 2)))
        let result = try await model.generate(messages, as: Place.self)
        #expect(result.value == oslo && result.attempts == 2 && result.usage == Usage(input: 30, output: 3))
        #expect(model.calls.map(\.messages.count) == [2, 4])
        let sent = model.calls[1].messages
        #expect(Array(sent.prefix(2)) == messages && sent[2] == .assistant(#"{"city": "Oslo"}"#))
        #expect(sent[3].role == .user && sent[3].text.contains("rank"))
    }

    @Test(
        "Answers that cannot be read end in a typed error after the last attempt",
        arguments: [
            ("Sorry, no idea.", .notJSON), ("", .notJSON), (#"{"city": "Oslo", "ra"#, .notJSON),
            (#"{"city": "Oslo", "rank": 01}"#, .notJSON), (#"{"city": "Oslo", "rank": 1} {"city": "x"}"#, .notJSON),
            (#"{"city": "Oslo", "rank": "first"}"#, .mismatch), ("[1]", .mismatch), ("{}", .mismatch),
        ] as [(String, StructuredOutputError.Code)])
    func unreadable(text: String, code: StructuredOutputError.Code) async throws {
        let model = StructuredModel(.text(text, usage: Usage(input: 10, output: 1)))
        let error = try await #require(throws: StructuredOutputError.self) {
            try await model.generate(messages, as: Place.self, structured: StructuredOptions(repairs: 2))
        }
        #expect(error.code == code && error.text == text && error.attempts == 3)
        #expect(error.usage == Usage(input: 30, output: 3) && error.response.text == text)
        #expect(error.violations.isEmpty == (code != .mismatch))
        #expect(!"\(error)".contains("Oslo"))
        #expect(model.calls.count == 3)
    }

    @Test(
        "Refusals, cut and filtered answers, and tool calls are not asked for again",
        arguments: [
            (ChatResponse.refusal("I will not."), .refusal), (.text(#"{"city": "Os"#, .length), .length),
            (.text("", .contentFilter), .contentFilter),
            (.calls(ToolCall(id: "1", name: "look", arguments: "{}")), .toolCalls),
        ] as [(ChatResponse, StructuredOutputError.Code)])
    func endings(response: ChatResponse, code: StructuredOutputError.Code) async throws {
        let model = StructuredModel(response)
        let error = try await #require(throws: StructuredOutputError.self) {
            try await model.generate(messages, as: Place.self)
        }
        #expect(error.code == code && error.responses == [response] && model.calls.count == 1)
        #expect(error.text == response.refusal ?? response.text)
    }

    @Test(
        "Text around one object is passed over",
        arguments: [
            "```json\n%\n```", "```\n%```\nI hope {this} helps.", "Here you are: {see}\n\n %", "\u{FEFF}%\n", "% [1]",
        ])
    func fences(frame: String) async throws {
        let text = frame.split(separator: "%", omittingEmptySubsequences: false).joined(separator: good)
        #expect(try await StructuredModel(.text(text)).generate(messages, as: Place.self).value == oslo)
    }

    @Test("Lists, choices and numbers travel in an object")
    func wrapped() async throws {
        let model = StructuredModel(.text(#"{"value": [\#(good)]}"#))
        #expect(try await model.generate(messages, as: [Place].self).value == [oslo])
        let format = try #require(model.calls[0].schemaFormat)
        #expect(format.name == "Array_Place" && format.schema["properties"]?["value"]?["type"] == "array")
        let season = StructuredModel(.text(#"{"value": "winter"}"#))
        #expect(try await season.generate(messages, as: Trip.Season.self).value == .winter)
        #expect(try await StructuredModel(.text(#"{"value": 3}"#)).generate(messages, as: Int.self).value == 3)
        #expect(try await StructuredModel(.text("[1, 2]")).generate(messages, as: [Int].self).value == [1, 2])
    }
}
