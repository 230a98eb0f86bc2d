import TestSupport
import Testing

@testable import LLM

@Suite("Values as they come")
struct StructuredStreamTests {
    private let messages: [Message] = [.user("Where to?")]
    private let good = #"{"city": "Oslo", "rank": 12}"#
    private let oslo = Place(city: "Oslo", rank: 12)

    @Test("Each piece is known as soon as it is there, and the last element is the whole value")
    func pieces() async throws {
        let usage = Usage(input: 1, output: 2, total: 3)
        let model = StructuredModel(.text("So:\n```json\n" + good + "\n```", usage: usage))
        let stream = model.stream(messages, as: Place.self)
        #expect(model.calls.isEmpty && stream.response == nil)
        var states: [String] = []
        var last: Place?
        for try await place in stream {
            let state = "\(place.city ?? "-") \(place.rank.map { "\($0)" } ?? "-")"
            if state != states.last { states.append(state) }
            last = place.value
        }
        #expect(states == ["- -", " -", "O -", "Os -", "Osl -", "Oslo -", "Oslo 12"])
        #expect(last == oslo && stream.response?.usage == usage)
        #expect(model.calls.count == 1 && model.calls[0].schemaFormat?.name == "Place")
    }

    @Test("Collecting gives what generate gives")
    func collecting() async throws {
        let response = ChatResponse.text(Trip.json, usage: Usage(input: 1, total: 1))
        let model = StructuredModel(response)
        let whole = try await model.generate(messages, as: Trip.self)
        let collected = try await model.stream(messages, as: Trip.self).collect()
        #expect(collected.value == whole.value && collected.response.text == response.text)
        #expect(collected.usage == whole.usage && collected.attempts == 1)
    }

    @Test("Lists are known from their first element on")
    func lists() async throws {
        var counts: [Int] = []
        let model = StructuredModel(.text(#"{"value": [\#(good), \#(good)]}"#))
        var last: [Place]?
        for try await places in model.stream(messages, as: [Place].self) {
            if places.values.count != counts.last { counts.append(places.values.count) }
            last = places.value
        }
        #expect(counts == [0, 1, 2] && last == [oslo, oslo])
    }

    @Test(
        "What cannot be read ends in a typed error with what came, after what could be shown",
        arguments: [
            (.text(#"{"city": "Oslo", oops"#), .notJSON, "Oslo"), (.text(#"{"city": "Os"#, .length), .length, "Os"),
            (.text(#"{"city": "Oslo", "rank": "x"}"#), .mismatch, "Oslo"), (.refusal("No."), .refusal, nil),
            (.text("I cannot say."), .notJSON, nil), (.text(#"{"city": "O"#, .contentFilter), .contentFilter, "O"),
        ] as [(ChatResponse, StructuredOutputError.Code, String?)])
    func failures(response: ChatResponse, code: StructuredOutputError.Code, city: String?) async throws {
        let model = StructuredModel(response)
        let stream = model.stream(messages, as: Place.self)
        var iterator = stream.makeAsyncIterator()
        var shown: String?
        let error = await #expect(throws: StructuredOutputError.self) {
            while let place = try await iterator.next(isolation: nil) { shown = place.city ?? shown }
        }
        #expect(error?.code == code && error?.attempts == 1 && shown == city && model.calls.count == 1)
        #expect(error?.text == response.refusal ?? response.text && error?.response.text == response.text)
        #expect(stream.response?.text == response.text)
        #expect(try await iterator.next(isolation: nil) == nil)
    }

    @Test("An answer that is nested too deeply or too long ends the stream at once")
    func limits() async throws {
        let deep = StructuredModel(.text(#"{"value": "# + String(repeating: "[", count: 1_000)))
        let error = await #expect(throws: StructuredOutputError.self) {
            try await deep.stream(messages, as: [Int].self, structured: StructuredOptions(maximumDepth: 8)).collect()
        }
        #expect(error?.code == .notJSON && error?.text.utf8.count == 18)
        let long = StructuredModel(.text(#"{"value": "# + String(repeating: "1", count: 1_000)))
        let other = await #expect(throws: StructuredOutputError.self) {
            try await long.stream(messages, as: [Int].self, structured: StructuredOptions(maximumSize: 64)).collect()
        }
        #expect(other?.code == .notJSON && other?.text.utf8.count == 65)
    }

    @Test("A failed call is an LLMError, a cancelled task gets CancellationError, and a stream is iterated once")
    func calls() async throws {
        let failing = StructuredModel([{ throw LLMError(.server, "down") }])
        let error = await #expect(throws: LLMError.self) {
            try await failing.stream(messages, as: Place.self).collect()
        }
        #expect(error?.code == .server)
        let stream = StructuredModel(.text(good)).stream(messages, as: Place.self)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await stream.collect()
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        let again = await #expect(throws: LLMError.self) { try await stream.collect() }
        #expect(again?.code == .configuration)
    }

    @Test("A type without a schema fails before anything is sent")
    func underivable() async throws {
        struct Odd: Decodable, Sendable {
            init(from decoder: any Decoder) throws { throw LLMError(.configuration, "odd") }
        }
        let model = StructuredModel(.text(good))
        let error = await #expect(throws: LLMError.self) { try await model.stream(messages, as: Odd.self).collect() }
        #expect(error?.code == .configuration && model.calls.isEmpty)
    }
}
