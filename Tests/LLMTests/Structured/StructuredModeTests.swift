import Testing

@testable import LLM

@Suite("Ways to ask for a value")
struct StructuredModeTests {
    private let messages: [Message] = [.system("Be brief."), .developer("Be kind."), .user("Where to?")]
    private let good = #"{"city": "Oslo", "rank": 1}"#
    private let oslo = Place(city: "Oslo", rank: 1)

    @Test(
        "The schema is strict where it can be, and as the caller says",
        arguments: [(nil, true), (false, false), (true, true)] as [(Bool?, Bool?)])
    func strictness(asked: Bool?, sent: Bool?) async throws {
        let model = StructuredModel(.text(good))
        _ = try await model.generate(messages, as: Place.self, structured: StructuredOptions(strict: asked))
        #expect(model.calls[0].schemaFormat?.strict == sent)
    }

    @Test("A schema that cannot be strict is sent as it is, or not at all when it must be")
    func dictionaries() async throws {
        let model = StructuredModel(.text(#"{"a": 1}"#))
        #expect(try await model.generate(messages, as: [String: Int].self).value == ["a": 1])
        #expect(model.calls[0].schemaFormat?.strict == nil)
        let error = await #expect(throws: LLMError.self) {
            try await model.generate(messages, as: [String: Int].self, structured: StructuredOptions(strict: true))
        }
        #expect(error?.code == .configuration && model.calls.count == 1)
    }

    @Test("Name, description and schema can be given")
    func names() async throws {
        let model = StructuredModel(.text(good))
        let schema: JSONSchema = [
            "type": "object", "properties": ["city": ["type": "string"], "rank": ["type": "integer", "maximum": 5]],
            "required": ["city", "rank"], "additionalProperties": false,
        ]
        let structured = StructuredOptions(schema: schema, name: "place", description: "Where to go.")
        _ = try await model.generate(messages, as: Place.self, structured: structured)
        let format = try #require(model.calls[0].schemaFormat)
        #expect(format.name == "place" && format.description == "Where to go." && format.schema == schema.value)
        let high = StructuredModel(.text(#"{"city": "Oslo", "rank": 9}"#))
        let error = await #expect(throws: StructuredOutputError.self) {
            try await high.generate(messages, as: Place.self, structured: structured)
        }
        #expect(error?.violations.map(\.path) == ["rank"])
    }

    @Test("A schema of one's own can be that of a list, and refer to itself")
    func ownList() async throws {
        let tree: JSONSchema = ["type": "array", "items": ["$ref": "#"]]
        let model = StructuredModel(.text(#"{"value": [[], [[]]]}"#))
        let options = StructuredOptions(schema: tree)
        #expect(try await model.generate(messages, as: JSONValue.self, structured: options).value == [[], [[]]])
        let wrong = StructuredModel(.text(#"{"value": [[], [1]]}"#))
        await #expect(throws: StructuredOutputError.self) {
            try await wrong.generate(messages, as: JSONValue.self, structured: options)
        }
    }

    @Test("Where JSON is all that a provider sees to, the schema follows the instructions")
    func jsonObject() async throws {
        let model = StructuredModel(.text("{}"), .text(good))
        let structured = StructuredOptions(mode: .jsonObject, description: "Where to go.")
        #expect(try await model.generate(messages, as: Place.self, structured: structured).value == oslo)
        let call = model.calls[0]
        #expect(call.options.responseFormat == .jsonObject)
        #expect(call.messages.map(\.role) == [.system, .developer, .system, .user])
        #expect(call.messages[2].text.contains(#""rank":{"#) && call.messages[2].text.contains("Where to go."))
        #expect(model.calls[1].messages.map(\.role) == [.system, .developer, .system, .user, .assistant, .user])
    }

    @Test("A tool that must be called takes the value, and its result says what is wrong")
    func tool() async throws {
        let model = StructuredModel(
            .calls(ToolCall(id: "1", name: "Place", arguments: "")),
            .calls(ToolCall(id: "2", name: "Place", arguments: good)))
        let structured = StructuredOptions(mode: .tool, description: "Where to go.")
        #expect(try await model.generate(messages, as: Place.self, structured: structured).value == oslo)
        let call = model.calls[0]
        #expect(call.options.toolChoice == .tool("Place") && call.options.parallelToolCalls == false)
        #expect(call.options.responseFormat == nil && call.messages == messages)
        #expect(call.tools.map(\.name) == ["Place"] && call.tools[0].description == "Where to go.")
        #expect(call.tools[0].strict == true && call.tools[0].parameters?["required"] != nil)
        let repaired = model.calls[1].messages
        #expect(repaired.map(\.role) == [.system, .developer, .user, .assistant, .tool])
        #expect(repaired[4].toolCallID == "1" && repaired[4].text.contains("city"))
    }

    @Test("A model that writes the value instead of calling the tool is understood")
    func toolAsText() async throws {
        let structured = StructuredOptions(mode: .tool)
        let model = StructuredModel(.text(good))
        #expect(try await model.generate(messages, as: Place.self, structured: structured).value == oslo)
        #expect(try await model.stream(messages, as: Place.self, structured: structured).collect().value == oslo)
    }

    @Test("A tool call is streamed as text is")
    func streamedTool() async throws {
        let model = StructuredModel(.calls(ToolCall(id: "1", name: "Place", arguments: good)))
        var cities: [String] = []
        var last: Place?
        for try await place in model.stream(messages, as: Place.self, structured: StructuredOptions(mode: .tool)) {
            if let city = place.city, city != cities.last { cities.append(city) }
            last = place.value
        }
        #expect(cities == ["", "O", "Os", "Osl", "Oslo"] && last == oslo)
    }
}
