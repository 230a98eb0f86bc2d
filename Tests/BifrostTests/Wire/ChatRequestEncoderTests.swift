import Foundation
import LLM
import Testing

@testable import Bifrost

struct ChatRequestEncoderTests {
    private func bytes(
        _ messages: [Message] = [.user("Hi")],
        tools: [ToolDefinition] = [],
        _ options: GenerateOptions = GenerateOptions(),
        stream: Bool = false,
        flavour: GatewayFlavour = .native
    ) throws(LLMError) -> [UInt8] {
        try ChatRequestEncoder.encode(
            model: "openai/gpt-4o", messages: messages, tools: tools, options: options, stream: stream, flavour: flavour
        )
    }

    /// The body as an independent parser reads it.
    private func body(
        _ messages: [Message] = [.user("Hi")],
        tools: [ToolDefinition] = [],
        _ options: GenerateOptions = GenerateOptions(),
        stream: Bool = false,
        flavour: GatewayFlavour = .native
    ) throws -> NSDictionary {
        let bytes = try bytes(messages, tools: tools, options, stream: stream, flavour: flavour)
        return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? NSDictionary)
    }

    private func message(_ message: Message) throws -> NSDictionary {
        try #require((try body([message])["messages"] as? [NSDictionary])?.first)
    }

    @Test func theLeastIsModelAndMessages() throws {
        let text = String(decoding: try bytes(), as: UTF8.self)
        #expect(text == #"{"model":"openai/gpt-4o","messages":[{"role":"user","content":"Hi"}]}"#)
    }

    @Test func everyOptionHasItsField() throws {
        let options = GenerateOptions(
            temperature: 0.7, maxTokens: 2048, topP: 0.9, stopSequences: ["\n", "END"], responseFormat: .jsonObject,
            toolChoice: .required, parallelToolCalls: false, seed: -5, presencePenalty: -0.5, frequencyPenalty: 2,
            reasoning: .effort(.low), user: "u1")
        let tool = ToolDefinition(name: "f", description: "d", parameters: ["type": "object"], strict: true)
        let expected: NSDictionary = [
            "model": "openai/gpt-4o", "messages": [["role": "user", "content": "Hi"]], "stream": true,
            "stream_options": ["include_usage": true], "temperature": 0.7, "max_completion_tokens": 2048, "top_p": 0.9,
            "stop": ["\n", "END"], "response_format": ["type": "json_object"], "tool_choice": "required",
            "parallel_tool_calls": false, "seed": -5, "presence_penalty": -0.5, "frequency_penalty": 2.0,
            "reasoning": ["effort": "low"], "user": "u1",
            "tools": [
                [
                    "type": "function",
                    "function": [
                        "name": "f", "description": "d", "parameters": ["type": "object"], "strict": true,
                    ] as NSDictionary,
                ] as NSDictionary
            ],
        ]
        #expect(try body(tools: [tool], options, stream: true) == expected)
    }

    @Test func theSameCallGivesTheSameBytes() throws {
        let extra: [String: JSONValue] = Dictionary(
            uniqueKeysWithValues: (0..<50).map { ("k\($0)", ["b": 1, "a": 2]) })
        let first = try bytes(GenerateOptions(temperature: 0.1, extraFields: extra))
        for _ in 0..<5 { #expect(try bytes(GenerateOptions(temperature: 0.1, extraFields: extra)) == first) }
        #expect(String(decoding: first, as: UTF8.self).contains(#""temperature":0.1,"k0":{"a":2,"b":1},"k1":"#))
    }

    private func bytes(_ options: GenerateOptions) throws -> [UInt8] { try bytes([.user("Hi")], options) }

    // MARK: Messages

    @Test func textsAndParts() throws {
        #expect(try message(.system("s")) == ["role": "system", "content": "s"])
        #expect(try message(.developer("d")) == ["role": "developer", "content": "d"])
        #expect(try message(.tool("r", callID: "c")) == ["role": "tool", "content": "r", "tool_call_id": "c"])
        #expect(try message(Message(role: .user, name: "ann")) == ["role": "user", "content": "", "name": "ann"])
        let parts = Message.user([
            .text("a"), .image(.url("https://x/y.png"), detail: .low),
            .image(.data([1, 2, 3, 250], mediaType: "image/gif")),
            .image(.data([0], mediaType: "")),
        ])
        let expected: NSArray = [
            ["type": "text", "text": "a"],
            ["type": "image_url", "image_url": ["url": "https://x/y.png", "detail": "low"]],
            ["type": "image_url", "image_url": ["url": "data:image/gif;base64,AQID+g=="]],
            ["type": "image_url", "image_url": ["url": "data:image/png;base64,AA=="]],
        ]
        #expect(try message(parts)["content"] as? NSArray == expected)
    }

    @Test func hardTextsSurvive() throws {
        let text = "\"\\\n\r\t\u{0}\u{1f}\u{7f}é🌱\u{2028}</script>"
        #expect(try message(.user(text))["content"] as? String == text)
    }

    @Test func assistantTurnsWithToolCalls() throws {
        let call = ToolCall(id: "a", name: "f", arguments: #"{"x":1}"#)
        let expected: NSArray = [["id": "a", "type": "function", "function": ["name": "f", "arguments": #"{"x":1}"#]]]
        let silent = try message(.assistant("", toolCalls: [call]))
        #expect(silent["content"] is NSNull)
        #expect(silent["tool_calls"] as? NSArray == expected)
        #expect(try message(.assistant("text", toolCalls: [call]))["content"] as? String == "text")
        let emptyText = Message(role: .assistant, content: [.text("")], toolCalls: [call])
        #expect(try message(emptyText)["content"] is NSNull)
        for arguments in ["", " \n"] {
            let sent = try message(.assistant("", toolCalls: [ToolCall(id: "a", name: "f", arguments: arguments)]))
            let function = ((sent["tool_calls"] as? NSArray)?[0] as? NSDictionary)?["function"] as? NSDictionary
            #expect(function?["arguments"] as? String == "{}")
        }
        #expect(try message(.assistant(""))["content"] as? String == "")
        let refusal = try message(Message(role: .assistant, refusal: "no"))
        #expect(refusal == ["role": "assistant", "content": NSNull(), "refusal": "no"])
    }

    @Test func reasoningIsEchoedOnce() throws {
        let details: [JSONValue] = [["type": "reasoning.text", "text": "why", "signature": "s"]]
        let full = Message(
            role: .assistant, content: [.text("a")], reasoning: "why", reasoningSignature: "s",
            reasoningDetails: details)
        let sent = try message(full)
        #expect(sent["reasoning"] == nil)
        #expect(sent["reasoning_details"] as? NSArray == [["type": "reasoning.text", "text": "why", "signature": "s"]])
        let signed = try message(Message(role: .assistant, reasoning: "why", reasoningSignature: "s"))
        #expect(
            signed["reasoning_details"] as? NSArray
                == [["index": 0, "type": "reasoning.text", "text": "why", "signature": "s"]])
        #expect(try message(Message(role: .assistant, reasoning: "why"))["reasoning"] as? String == "why")
    }

    // MARK: Options

    @Test func responseFormats() throws {
        let schema = JSONSchemaFormat(name: "", description: "d", schema: ["type": "object"], strict: false)
        #expect(
            try body(GenerateOptions(responseFormat: .jsonSchema(schema)))["response_format"] as? NSDictionary == [
                "type": "json_schema",
                "json_schema": [
                    "name": "response_schema", "description": "d", "schema": ["type": "object"], "strict": false,
                ] as NSDictionary,
            ])
        #expect(
            try body(GenerateOptions(responseFormat: .text))["response_format"] as? NSDictionary == ["type": "text"])
    }

    private func body(_ options: GenerateOptions) throws -> NSDictionary { try body([.user("Hi")], options) }

    @Test func toolChoices() throws {
        let tool = ToolDefinition(name: "f")
        for (choice, word) in [(ToolChoice.auto, "auto"), (.none, "none"), (.required, "required")] {
            let options = GenerateOptions(toolChoice: choice)
            #expect(try body(tools: [tool], options)["tool_choice"] as? String == word)
        }
        let sent = try body(tools: [tool], GenerateOptions(toolChoice: .tool("f")))
        #expect(sent["tool_choice"] as? NSDictionary == ["type": "function", "function": ["name": "f"]])
        let parameters: NSDictionary = ["type": "object", "properties": [:] as NSDictionary]
        #expect(
            sent["tools"] as? NSArray
                == [["type": "function", "function": ["name": "f", "parameters": parameters] as NSDictionary]])
    }

    @Test func extraFieldsWin() throws {
        let options = GenerateOptions(
            temperature: 0.1, maxTokens: 5, reasoning: .effort(.high),
            extraFields: [
                "temperature": 0.9, "max_tokens": 6, "reasoning_effort": "low", "fallbacks": ["a/b"], "novel": nil,
            ])
        let native = try body(options)
        #expect(native["temperature"] as? Double == 0.9)
        #expect(native["max_tokens"] as? Int == 6)
        #expect(native["max_completion_tokens"] == nil)
        #expect(native["reasoning"] == nil)
        #expect(native["reasoning_effort"] as? String == "low")
        #expect(native["novel"] is NSNull)
        let text = String(decoding: try bytes(options), as: UTF8.self)
        #expect(text.components(separatedBy: "temperature").count == 2)
        let dropIn = try body([.user("Hi")], options, flavour: .dropIn)
        #expect(dropIn["temperature"] as? Double == 0.9)
        #expect(dropIn["fallbacks"] as? [String] == ["a/b"])
        #expect(dropIn["novel"] == nil)
        #expect(dropIn["extra_params"] as? NSDictionary == ["novel": NSNull()])
        #expect(native["extra_params"] == nil)
    }

    // MARK: What cannot be sent

    @Test func refusesWhatCannotBeSent() {
        let tool = ToolDefinition(name: "f")
        let deep = (0..<600).reduce(JSONValue.null) { value, _ in [value] }
        let attempts: [(String, () throws -> [UInt8])] = [
            ("no messages", { try bytes([]) }),
            ("temperature", { try bytes(GenerateOptions(temperature: .nan)) }),
            ("topP", { try bytes(GenerateOptions(topP: .infinity)) }),
            ("presencePenalty", { try bytes(GenerateOptions(presencePenalty: -.infinity)) }),
            ("frequencyPenalty", { try bytes(GenerateOptions(frequencyPenalty: .nan)) }),
            ("maxTokens", { try bytes(GenerateOptions(maxTokens: 0)) }),
            ("\"g\"", { try bytes(tools: [tool], GenerateOptions(toolChoice: .tool("g"))) }),
            ("two tools", { try bytes(tools: [tool, tool]) }),
            ("no name", { try bytes(tools: [ToolDefinition(name: "")]) }),
            ("lacks the id", { try bytes([Message(role: .tool, content: [.text("r")])]) }),
            ("no id", { try bytes([.assistant("", toolCalls: [ToolCall(id: "", name: "f", arguments: "")])]) }),
            ("no role", { try bytes([Message(role: Role(rawValue: ""))]) }),
            ("\"stream\"", { try bytes(GenerateOptions(extraFields: ["stream": false])) }),
            ("\"model\"", { try bytes(GenerateOptions(extraFields: ["model": nil])) }),
            ("infinite", { try bytes(GenerateOptions(extraFields: ["x": .number(.nan)])) }),
            ("deeply", { try bytes(GenerateOptions(extraFields: ["x": deep])) }),
        ]
        for (message, attempt) in attempts {
            let error = #expect(throws: LLMError.self) { try attempt() }
            #expect(error?.code == .configuration)
            #expect(error?.message.contains(message) == true)
        }
    }
}
