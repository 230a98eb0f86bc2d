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

    @Test("All attempts share one deadline, and each is told what is left of it")
    func deadline() async throws {
        let clock = ManualClock()
        let model = StructuredModel([
            {
                clock.advance(by: .seconds(4))
                return .text("{}", usage: Usage(input: 1))
            }
        ])
        let options = GenerateOptions(limits: TimeLimits(total: .seconds(10)))
        let structured = StructuredOptions(repairs: 9, clock: CallClock(clock))
        let error = try await #require(throws: LLMError.self) {
            try await model.generate(messages, as: Place.self, options: options, structured: structured)
        }
        #expect(model.calls.map(\.options.limits.total) == [.seconds(10), .seconds(6), .seconds(2)])
        #expect(error.code == .timeout && error.timeout?.limit == .total && error.timeout?.value == .seconds(10))
        #expect(error.timeout?.elapsed == .seconds(12) && error.partial?.usage == Usage(input: 3))
        #expect((error.cause as? StructuredOutputError)?.attempts == 3)
    }

    @Test("A call that fails stays an LLMError, with the answer before it and the usage of all")
    func failedRepair() async throws {
        let model = StructuredModel([
            { .text("{}", usage: Usage(input: 1)) },
            {
                var error = LLMError(.truncated, "cut")
                error.partial = .text("{", usage: Usage(input: 2))
                throw error
            },
        ])
        let error = try await #require(throws: LLMError.self) { try await model.generate(messages, as: Place.self) }
        #expect(error.code == .truncated && error.partial?.text == "{" && error.partial?.usage == Usage(input: 3))
        let down = StructuredModel([
            { .text("{}", usage: Usage(input: 1)) }, { throw LLMError(.server, "down") },
        ])
        let other = try await #require(throws: LLMError.self) { try await down.generate(messages, as: Place.self) }
        #expect(other.code == .server && other.partial?.text == "{}" && other.partial?.usage == Usage(input: 1))
    }

    @Test("A cancelled task gets CancellationError, also while a better answer is awaited")
    func cancellation() async throws {
        let model = StructuredModel([
            { .text("{}") },
            {
                withUnsafeCurrentTask { $0?.cancel() }
                try Task.checkCancellation()
                return .text("{}")
            },
        ])
        let messages = messages
        let task = Task { try await model.generate(messages, as: Place.self) }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(model.calls.count == 2)
    }

    @Test("Defaults stand in for what the model left out")
    func defaults() async throws {
        struct Search: Codable, Equatable, SchemaDescribed {
            var text: String
            var count: Int

            static func describe(_ schema: inout SchemaDescription<Search>) { schema[\.count].default = 3 }
        }
        for text in [#"{"text": "fjord"}"#, #"{"text": "fjord", "count": null}"#] {
            let model = StructuredModel(.text(text))
            #expect(try await model.generate(messages, as: Search.self).value == Search(text: "fjord", count: 3))
            var last: Search?
            for try await search in model.stream(messages, as: Search.self) where search.isComplete {
                last = search.value
            }
            #expect(last == Search(text: "fjord", count: 3))
        }
    }
}
