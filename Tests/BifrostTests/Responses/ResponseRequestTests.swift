import HTTPTransport
import TestSupport
import Testing

@testable import Bifrost

/// What a request for a response says, and what is refused before it is sent.
struct ResponseRequestTests {
    struct Field: CustomTestStringConvertible, Sendable {
        var name: String
        var options: ResponseOptions
        var value: JSONValue

        init(_ name: String, _ options: ResponseOptions, _ value: JSONValue) {
            self.name = name
            self.options = options
            self.value = value
        }

        var testDescription: String { name }
    }

    private static let schema: JSONValue = ["type": "object"]

    static let fields = [
        Field("instructions", ResponseOptions(instructions: "Be brief."), "Be brief."),
        Field("previous_response_id", ResponseOptions(previousResponseID: "resp_1"), "resp_1"),
        Field("conversation", ResponseOptions(conversationID: "conv_1"), "conv_1"),
        Field("max_output_tokens", ResponseOptions(maxOutputTokens: 16), 16),
        Field("max_tool_calls", ResponseOptions(maxToolCalls: 3), 3),
        Field(
            "tools",
            ResponseOptions(tools: [ToolDefinition(name: "f", description: "d", parameters: schema, strict: true)]),
            [["type": "function", "name": "f", "description": "d", "parameters": schema, "strict": true]]),
        Field(
            "tools",
            ResponseOptions(tools: [.custom(name: "q", format: .grammar(definition: "s: /a/", syntax: .lark))]),
            [["type": "custom", "name": "q", "format": ["type": "grammar", "definition": "s: /a/", "syntax": "lark"]]]),
        Field("tools", ResponseOptions(hostedTools: [["type": "web_search"]]), [["type": "web_search"]]),
        Field("tool_choice", ResponseOptions(toolChoice: .required), "required"),
        Field("parallel_tool_calls", ResponseOptions(parallelToolCalls: false), false),
        Field(
            "reasoning", ResponseOptions(reasoning: Reasoning(effort: .low, maxTokens: 9), reasoningSummary: .concise),
            ["effort": "low", "max_tokens": 9, "summary": "concise"]),
        Field("reasoning", ResponseOptions(reasoning: Reasoning(isEnabled: false)), ["effort": "none"]),
        Field(
            "text", ResponseOptions(responseFormat: .jsonObject, verbosity: .low),
            ["format": ["type": "json_object"], "verbosity": "low"]),
        Field(
            "text",
            ResponseOptions(responseFormat: .jsonSchema(JSONSchemaFormat(name: "n", schema: schema, strict: true))),
            ["format": ["type": "json_schema", "name": "n", "schema": schema, "strict": true]]),
        Field("include", ResponseOptions(include: ["reasoning.encrypted_content"]), ["reasoning.encrypted_content"]),
        Field("store", ResponseOptions(store: false), false),
        Field("background", ResponseOptions(background: true), true),
        Field("temperature", ResponseOptions(temperature: 0.5), 0.5),
        Field("top_p", ResponseOptions(topP: 0.5), 0.5),
        Field("top_logprobs", ResponseOptions(topLogprobs: 2), 2),
        Field("truncation", ResponseOptions(truncation: "auto"), "auto"),
        Field("service_tier", ResponseOptions(serviceTier: .flex), "flex"),
        Field("prompt_cache_key", ResponseOptions(promptCacheKey: "k"), "k"),
        Field("metadata", ResponseOptions(metadata: ["a": "b"]), ["a": "b"]),
        Field("user", ResponseOptions(user: "u"), "u"),
        Field("safety_identifier", ResponseOptions(safetyIdentifier: "s"), "s"),
        Field(
            "fallbacks", ResponseOptions(gateway: GatewayOptions(fallbacks: ["groq/llama"])), ["groq/llama"]),
    ]

    private func body(
        _ input: ResponseInput = "Hi", _ options: ResponseOptions = ResponseOptions(), isStream: Bool = false,
        flavour: GatewayFlavour = .native
    ) throws -> JSONValue {
        let encoder = ResponseRequestEncoder(
            model: "openai/gpt-4o", input: input, tools: options.tools ?? [], options: options, isStream: isStream,
            flavour: flavour)
        return try JSONValue(parsing: encoder.encoded())
    }

    @Test(arguments: fields)
    func isSentAlone(field: Field) throws {
        #expect(
            try body("Hi", field.options) == ["model": "openai/gpt-4o", "input": "Hi", .init(field.name): field.value])
    }

    @Test(arguments: fields)
    func anExtraFieldTakesItsPlace(field: Field) throws {
        var options = field.options
        options.extraFields[field.name] = ["mine": true]
        #expect(try body("Hi", options)[field.name] == ["mine": true])
        #expect(try body("Hi", options, flavour: .dropIn)[field.name] == ["mine": true])
    }

    @Test func streams() throws {
        let options = ResponseOptions(includeObfuscation: false)
        #expect(
            try body("Hi", options, isStream: true)
                == [
                    "model": "openai/gpt-4o", "input": "Hi", "stream": true,
                    "stream_options": ["include_obfuscation": false],
                ])
        #expect(try body("Hi", options)["stream_options"] == nil)
    }

    @Test func unknownFieldsGoWhereTheGatewayLooksForThem() async throws {
        let options = ResponseOptions(extraFields: ["top_k": 4])
        #expect(try body("Hi", options)["top_k"] == 4)
        #expect(try body("Hi", options, flavour: .dropIn)["extra_params"] == ["top_k": 4])
        let harness = try Harness(.minimal, .json(200, #"{"output":[]}"#))
        _ = try await harness.model.respond("Hi", options: options)
        #expect(harness.transport.requests[0].fields["x-bf-passthrough-extra-params"] == "true")
        #expect(harness.transport.requests[0].url == "http://gateway:8080/v1/responses")
    }

    @Test func toolsAreNamedByTheirKind() throws {
        let tools = [ToolDefinition(name: "f"), .custom(name: "q")]
        func choice(_ choice: ToolChoice) throws -> JSONValue? {
            try body("Hi", ResponseOptions(tools: tools, toolChoice: choice))["tool_choice"]
        }
        #expect(try choice(.tool("f")) == ["type": "function", "name": "f"])
        #expect(try choice(.tool("q")) == ["type": "custom", "name": "q"])
        #expect(
            try choice(.allowed(["q"], mode: .required))
                == ["type": "allowed_tools", "mode": "required", "tools": [["type": "custom", "name": "q"]]])
    }

    @Test func boundToolsAreOfferedUnlessTheCallHasItsOwn() async throws {
        let harness = try Harness(.minimal, .json(200, #"{"output":[]}"#))
        let model = harness.model.bindTools([ToolDefinition(name: "bound")])
        _ = try await model.respond("Hi")
        _ = try await model.respond("Hi", options: ResponseOptions(model: "groq/llama", tools: []))
        let bodies = try harness.transport.requests.map { try JSONValue(parsing: $0.body?.bytes ?? []) }
        #expect(bodies[0]["tools"]?[0]?["name"] == "bound")
        #expect(bodies[1]["tools"] == nil)
        #expect(bodies[1]["model"] == "groq/llama")
    }

    @Test func writesEveryKindOfContent() throws {
        let content: [ContentPart] = [
            .text("Look").cached(), .image(url: "https://x/y.png", detail: .low),
            .image(data: [1, 2], mimeType: "image/png"), .audio(data: [3], format: .wav), .file(id: "file_1"),
            .file(data: [4], name: "a.pdf", mimeType: "application/pdf"),
        ]
        let parts: JSONValue = [
            ["type": "input_text", "text": "Look", "cache_control": ["type": "ephemeral"]],
            ["type": "input_image", "image_url": "https://x/y.png", "detail": "low"],
            ["type": "input_image", "image_url": "data:image/png;base64,AQI="],
            ["type": "input_audio", "input_audio": ["data": "Aw==", "format": "wav"]],
            ["type": "input_file", "file_id": "file_1"],
            [
                "type": "input_file", "file_data": "data:application/pdf;base64,BA==", "filename": "a.pdf",
                "file_type": "application/pdf",
            ],
        ]
        let call = ToolCall(id: "call_1", name: "f", arguments: "{}")
        let query = ToolCall(id: "call_2", name: "q", arguments: "a", isCustom: true)
        let input: ResponseInput = [
            .user(content), .assistant("Yes."), .toolCall(call), .output("ok", of: call), .toolCall(query),
            .output("b", of: query), .reference(id: "msg_1"),
        ]
        #expect(
            try body(input)["input"] == [
                ["type": "message", "role": "user", "content": parts],
                ["type": "message", "role": "assistant", "content": [["type": "output_text", "text": "Yes."]]],
                ["type": "function_call", "call_id": "call_1", "name": "f", "arguments": "{}"],
                ["type": "function_call_output", "call_id": "call_1", "output": "ok"],
                ["type": "custom_tool_call", "call_id": "call_2", "name": "q", "input": "a"],
                ["type": "custom_tool_call_output", "call_id": "call_2", "output": "b"],
                ["type": "item_reference", "id": "msg_1"],
            ])
    }

    struct Refusal: CustomTestStringConvertible, Sendable {
        var words: String
        var input: ResponseInput = "Hi"
        var options = ResponseOptions()

        var testDescription: String { words }
    }

    private static func options(_ set: (inout ResponseOptions) -> Void) -> ResponseOptions {
        var options = ResponseOptions()
        set(&options)
        return options
    }

    static let refusals = [
        Refusal(words: "no input items", input: []),
        Refusal(words: "not an object", input: [ResponseItem(json: "Hi")]),
        Refusal(words: "has no role", input: [ResponseItem(json: ["content": "Hi"])]),
        Refusal(words: "lacks the id", input: [.functionCallOutput("ok", callID: "")]),
        Refusal(words: "has no name", input: [.toolCall(ToolCall(id: "1", name: "", arguments: ""))]),
        Refusal(words: "has no id", input: [.reference(id: "")]),
        Refusal(words: "is empty", input: [.user([.image(data: [], mimeType: "image/png")])]),
        Refusal(words: "is empty", input: [.user([.file(id: "")])]),
        Refusal(words: "is missing", options: ResponseOptions(model: "")),
        Refusal(words: "temperature", options: ResponseOptions(temperature: .nan)),
        Refusal(words: "maxOutputTokens", options: ResponseOptions(maxOutputTokens: 0)),
        Refusal(words: "maxToolCalls", options: ResponseOptions(maxToolCalls: 0)),
        Refusal(words: "topLogprobs", options: ResponseOptions(topLogprobs: 21)),
        Refusal(words: "exclude", options: ResponseOptions(previousResponseID: "a", conversationID: "b")),
        Refusal(words: "previousResponseID is empty", options: ResponseOptions(previousResponseID: "")),
        Refusal(words: "not among the tools", options: ResponseOptions(toolChoice: .tool("f"))),
        Refusal(words: "has no type", options: ResponseOptions(hostedTools: [["name": "f"]])),
        Refusal(words: "\"input\"", options: ResponseOptions(extraFields: ["input": "Hi"])),
        Refusal(words: "fallbacks", options: ResponseOptions(gateway: GatewayOptions(fallbacks: ["llama"]))),
    ]

    @Test(arguments: refusals)
    func refusesBeforeAnythingIsSent(refusal: Refusal) async throws {
        let harness = try Harness(.minimal, .json(200, #"{"output":[]}"#))
        let whole = await llmError { try await harness.model.respond(refusal.input, options: refusal.options) }
        let streamed = await llmError {
            try await harness.model.streamResponse(refusal.input, options: refusal.options).collect()
        }
        for error in [whole, streamed] {
            #expect(error?.code == .configuration)
            #expect(error?.message.contains(refusal.words) == true, "\(error?.message ?? "nothing")")
        }
        #expect(harness.transport.requests.isEmpty)
    }
}
