import LLM
import Testing

@testable import Bifrost

struct ToolFieldTests {
    private let lookUp = ToolDefinition(
        name: "look_up", description: "d", parameters: ["type": "object"], strict: true,
        cacheControl: CacheControl(ttl: .fiveMinutes))
    private let query = ToolDefinition.custom(
        name: "query", description: "SQL", format: .grammar(definition: "start: WORD", syntax: .lark))

    @Test func functionsAndCustomTools() throws {
        let tools = try requestBody(tools: [lookUp, query, .custom(name: "say")])["tools"]
        #expect(
            tools == [
                [
                    "type": "function", "cache_control": ["type": "ephemeral", "ttl": "5m"],
                    "function": [
                        "name": "look_up", "description": "d", "parameters": ["type": "object"], "strict": true,
                    ],
                ],
                [
                    "type": "custom",
                    "custom": [
                        "name": "query", "description": "SQL",
                        "format": [
                            "type": "grammar", "grammar": ["definition": "start: WORD", "syntax": "lark"],
                        ],
                    ],
                ],
                ["type": "custom", "custom": ["name": "say", "format": ["type": "text"]]],
            ])
    }

    static let choices: [(ToolChoice, JSONValue)] = [
        (.none, "none"), (.auto, "auto"), (.required, "required"), (.any, "any"),
        (.tool("look_up"), ["type": "function", "function": ["name": "look_up"]]),
        (.tool("query"), ["type": "custom", "custom": ["name": "query"]]),
        (
            .allowed(["look_up", "query"], mode: .required),
            [
                "type": "allowed_tools",
                "allowed_tools": [
                    "mode": "required",
                    "tools": [
                        ["type": "function", "function": ["name": "look_up"]],
                        ["type": "custom", "custom": ["name": "query"]],
                    ],
                ],
            ]
        ),
    ]

    @Test(arguments: choices)
    func choosing(choice: ToolChoice, json: JSONValue) throws {
        let options = GenerateOptions(toolChoice: choice)
        #expect(try requestBody(tools: [lookUp, query], options)["tool_choice"] == json)
    }

    @Test func toolsOfTheExtraFieldsMayBeChosen() throws {
        let options = GenerateOptions(toolChoice: .tool("theirs"), extraFields: ["tools": []])
        #expect(try requestBody(options)["tool_choice"]?["function"]?["name"] == "theirs")
    }

    private func requestBody(_ options: GenerateOptions) throws -> JSONValue {
        try BifrostTests.requestBody([.user("Hi")], options)
    }

    private func requestBody(
        tools: [ToolDefinition], _ options: GenerateOptions = GenerateOptions()
    ) throws -> JSONValue {
        try BifrostTests.requestBody(tools: tools, options)
    }
}
