import FoundationEssentials
import LLM
import Testing

@Suite("A tool is made of a closure or a type, and its arguments are checked")
struct TypedToolTests {
    struct Query: Codable, SchemaDescribed {
        var city: String
        var days: Int
        var since: Date?

        static func describe(_ schema: inout SchemaDescription<Query>) {
            schema[\.days].range = 1...14
            schema[\.days].default = 3
        }
    }

    struct Report: Codable {
        var city: String
        var days: Int
        var since: Date?
        var page: URL?
    }

    private static func weather(strict: Bool? = nil) throws -> Tool {
        try Tool("get_weather", description: "Tells the weather.", strict: strict) { (query: Query) in
            Report(city: query.city, days: query.days, since: query.since)
        }
    }

    private func run(_ tool: Tool, _ arguments: String, context: ToolContext = ToolContext(callID: "1")) async throws
        -> ToolOutput
    {
        try await tool.run(ToolCall(id: "1", name: tool.name, arguments: arguments), context: context)
    }

    @Test func theModelIsToldTheSchema() throws {
        let tool = try Self.weather()
        #expect(tool.definition.name == "get_weather")
        #expect(tool.definition.description == "Tells the weather.")
        #expect(tool.definition.parameters == (try JSONSchema(of: Query.self)).value)
        #expect(tool.definition.strict == nil)
        #expect(tool.timeLimit == .inherit)
    }

    @Test func aStrictToolSendsTheStrictSchema() throws {
        let tool = try Self.weather(strict: true)
        #expect(tool.definition.strict == true)
        #expect(tool.definition.parameters == (try JSONSchema(of: Query.self).strict()).value)
        #expect(try Self.weather(strict: false).definition.strict == false)
    }

    static let answers: [(arguments: String, output: String)] = [
        (#"{"city":"Paris"}"#, #"{"city":"Paris","days":3}"#),
        (#"{"city":"Paris","days":5.0,"since":null}"#, #"{"city":"Paris","days":5}"#),
        (#"{"city":"Paris","days":null}"#, #"{"city":"Paris","days":3}"#),
        (
            #"{"city":"a/b","since":"2026-05-01T14:00:00.5+02:00"}"#,
            #"{"city":"a/b","days":3,"since":"2026-05-01T12:00:00Z"}"#
        ),
    ]

    @Test(arguments: answers)
    func argumentsAreDecodedAndTheOutputIsJSON(arguments: String, output: String) async throws {
        #expect(try await run(Self.weather(), arguments) == ToolOutput(output))
        #expect(try await run(Self.weather(strict: true), arguments) == ToolOutput(output))
    }

    static let mistakes: [(arguments: String, message: String)] = [
        ("", "missing required property city"), (" \n", "missing required property city"),
        (#"{"city":1,"days":40}"#, "city: must be a string, is 1; days: must be at most 14, is 40"),
        (
            #"{"citty":"Paris"}"#,
            "missing required property city; unknown property citty; known: city, days, since"
        ),
        (
            #"{"city":"Paris","since":"yesterday"}"#,
            #"since: must be a date and time with its zone, such as 2026-05-01T12:00:00Z, is "yesterday""#
        ),
        (#"{"city":"Paris""#, "not valid JSON at byte 15"), ("[]", "must be an object, is a list of 0"),
        (#""text""#, #"must be an object, is "text""#), ("{} {}", "not valid JSON at byte 3"),
    ]

    @Test(arguments: mistakes)
    func argumentsThatDoNotFitAreTold(arguments: String, message: String) async throws {
        await confirmation(expectedCount: 0) { ran in
            let error = await #expect(throws: ToolArgumentError.self) {
                let tool = try Tool("t") { (_: Query) in
                    ran()
                    return "ran"
                }
                return try await run(tool, arguments)
            }
            #expect(error?.message == message)
        }
    }

    @Test func deepArgumentsAreRefused() async throws {
        let tool = try Tool("t") { (value: [String: JSONValue]) in value.count }
        let list = String(repeating: "[", count: 127) + String(repeating: "]", count: 127)
        #expect(try await run(tool, #"{"a":\#(list)}"#).text == "1")
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        let error = await #expect(throws: ToolArgumentError.self) { try await run(tool, #"{"a":\#(deep)}"#) }
        #expect(error?.message.contains("nested too deeply") == true)
    }

    @Test func whatOnlyDecodingRefusesIsToldToo() async throws {
        struct Page: Decodable { var links: [URL] }
        let tool = try Tool("t") { (page: Page) in page.links.count }
        let error = await #expect(throws: ToolArgumentError.self) {
            try await run(tool, #"{"links":["http://a", ""]}"#)
        }
        #expect(error?.message == "links[1]: Invalid URL string.")
    }

    @Test func everyKindOfOutput() async throws {
        let context = ToolContext(callID: "call-7", round: 2)
        let text = try Tool("t") { (_: Query, context: ToolContext) in "\(context.callID) \(context.round)" }
        #expect(try await run(text, #"{"city":"x"}"#, context: context) == "call-7 2")
        let output = Tool("t") { ToolOutput.failure("no") }
        #expect(try await run(output, "whatever").isError)
        let number = Tool("t") { 12 }
        #expect(try await run(number, "").text == "12")
        let nothing = Tool("t") { String?.none }
        #expect(try await run(nothing, "").text == "null")
        #expect(nothing.definition.parameters == nil)
        let infinite = Tool("t") { Double.infinity }
        await #expect(throws: EncodingError.self) { try await run(infinite, "") }
    }

    @Test func whatTheBodyThrowsIsThrown() async throws {
        struct Broken: Error {}
        let tool = try Tool("t") { (_: Query) -> String in throw Broken() }
        await #expect(throws: Broken.self) { try await run(tool, #"{"city":"x"}"#) }
    }

    @Test func aSchemaByHandIsSentAndChecked() async throws {
        let schema: JSONSchema = ["type": "object", "properties": ["n": ["type": "integer", "maximum": 3]]]
        let tool = try Tool("t", schema: schema) { (arguments: [String: Int]) in arguments["n"] ?? 0 }
        #expect(tool.definition.parameters == schema.value)
        #expect(try await run(tool, #"{"n":2}"#).text == "2")
        let error = await #expect(throws: ToolArgumentError.self) { try await run(tool, #"{"n":4}"#) }
        #expect(error?.message == "n: must be at most 3, is 4")
    }

    @Test func aTypeIsATool() async throws {
        struct Counter: TypedTool {
            struct Arguments: Decodable { var by: Int }

            let name = "count"
            let description = "Counts."
            let strict: Bool? = true
            let timeLimit = TimeLimit.off
            let start: Int

            func call(_ arguments: Arguments, context: ToolContext) async throws -> Int { start + arguments.by }
        }
        let tool = try Tool(Counter(start: 40))
        #expect(tool.name == "count")
        #expect(tool.definition.strict == true)
        #expect(tool.timeLimit == .off)
        #expect(try await run(tool, #"{"by":2}"#).text == "42")
    }

    @Test func aCustomToolTakesText() async throws {
        let format = CustomToolFormat.grammar(definition: "start: WORD", syntax: .lark)
        let tool = Tool("query", inputFormat: format) { input, _ in input.uppercased() }
        #expect(tool.definition.inputFormat == format)
        #expect(tool.definition.parameters == nil)
        #expect(try await run(tool, #"{"not": json"#).text == #"{"NOT": JSON"#)
    }

    @Test func argumentsMustBeAnObject() {
        func refused(_ make: () throws -> Tool) -> String {
            let error = #expect(throws: LLMError.self) { try make() }
            #expect(error?.code == .configuration)
            return error?.message ?? ""
        }
        #expect(refused { try Tool("t") { (_: Int) in "" } }.contains("Int"))
        #expect(refused { try Tool("t") { (_: [Query]) in "" } }.contains("must be an object"))
        #expect(refused { try Tool("t") { (_: Example.Shape) in "" } }.contains("must be an object"))
        #expect(refused { try Tool("t", strict: true) { (_: [String: Int]) in "" } }.contains("dictionary"))
        #expect(refused { try Tool("t") { (_: SchemaDerivationErrorTests.Outer) in "" } }.contains("Positive"))
    }

    @Test func aToolRunsManyTimesAtOnce() async throws {
        let tool = try Self.weather()
        let outputs = try await withThrowingTaskGroup(of: String.self) { group in
            for day in 1...14 {
                group.addTask { try await run(tool, #"{"city":"\#(day)","days":\#(day)}"#).text }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(outputs.count == 14)
    }
}
