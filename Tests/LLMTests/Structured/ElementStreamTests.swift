import Testing

@testable import LLM

@Suite("Elements as they come")
struct ElementStreamTests {
    private let messages: [Message] = [.user("Where to?")]

    private func list(_ elements: String...) -> String { #"{"value": [\#(elements.joined(separator: ", "))]}"# }

    @Test("Each element is there when its last byte is")
    func elements() async throws {
        let model = StructuredModel(.text(list(#"{"city": "Oslo", "rank": 1}"#, #"{"city": "Rome", "rank": 2}"#)))
        let stream = model.stream(messages, asElementsOf: Place.self)
        var places: [Place] = []
        for try await place in stream {
            places.append(place)
            #expect((stream.response == nil) == (places.count < 3))
        }
        #expect(places == [Place(city: "Oslo", rank: 1), Place(city: "Rome", rank: 2)])
        #expect(stream.response?.finishReason == .stop)
        #expect(model.calls[0].schemaFormat?.schema["properties"]?["value"]?["type"] == "array")
    }

    @Test("Numbers are there when the byte after them is")
    func numbers() async throws {
        var numbers: [Int] = []
        let model = StructuredModel(.text("[1, 20,\n300]"))
        for try await number in model.stream(messages, asElementsOf: Int.self) { numbers.append(number) }
        #expect(numbers == [1, 20, 300])
    }

    @Test("An element that does not fit ends the stream after those before it")
    func unfit() async throws {
        let model = StructuredModel(.text(list(#"{"city": "Oslo", "rank": 1}"#, #"{"city": "Rome", "rank": "x"}"#)))
        var iterator = model.stream(messages, asElementsOf: Place.self).makeAsyncIterator()
        #expect(try await iterator.next(isolation: nil)?.city == "Oslo")
        let error = await #expect(throws: StructuredOutputError.self) { try await iterator.next(isolation: nil) }
        #expect(error?.code == .mismatch && error?.violations.map(\.path) == ["[1].rank"])
        #expect(try await iterator.next(isolation: nil) == nil)
    }

    @Test("An answer that is cut gives its whole elements first")
    func cut() async throws {
        let model = StructuredModel(.text(#"{"value": [1, 2, 3"#, .length))
        var numbers: [Int] = []
        let error = await #expect(throws: StructuredOutputError.self) {
            for try await number in model.stream(messages, asElementsOf: Int.self) { numbers.append(number) }
        }
        #expect(error?.code == .length && numbers == [1, 2])
    }

    @Test("The schema of an element can be given")
    func ownSchema() async throws {
        let model = StructuredModel(.text(list("1", "7")))
        let options = StructuredOptions(schema: ["type": "integer", "maximum": 5])
        var numbers: [Int] = []
        let error = await #expect(throws: StructuredOutputError.self) {
            for try await number in model.stream(messages, asElementsOf: Int.self, structured: options) {
                numbers.append(number)
            }
        }
        #expect(numbers == [1] && error?.violations.first?.path == "[1]")
    }
}
