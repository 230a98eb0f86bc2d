import LLM
import Testing

@testable import BifrostCLI

struct OpenAIFileTests {
    private func messages(_ text: String) throws -> [Message] {
        try OpenAIList<OpenAIMessage>.decode(Array(text.utf8), name: "file").map(\.message)
    }

    private func tools(_ text: String) throws -> [ToolDefinition] {
        try OpenAIList<OpenAITool>.decode(Array(text.utf8), name: "file").map(\.definition)
    }

    @Test
    func `Plain turns`() throws {
        #expect(
            try messages(
                #"[{"role":"system","content":"s"},{"role":"user","content":"u","name":"ann"},{"role":"assistant","content":"a"}]"#
            ) == [.system("s"), Message(role: .user, content: [.text("u")], name: "ann"), .assistant("a")])
    }

    @Test
    func `Content in parts`() throws {
        let text = #"""
            [{"role": "user", "content": [
                {"type": "text", "text": "What is it?"},
                {"type": "image_url", "image_url": {"url": "https://example.com/a.png", "detail": "low"}},
                {"type": "image_url", "image_url": {"url": "data:image/png;base64,AA=="}}
            ]}]
            """#
        #expect(
            try messages(text) == [
                .user([
                    .text("What is it?"), .image(.url("https://example.com/a.png"), detail: .low),
                    .image(.url("data:image/png;base64,AA==")),
                ])
            ])
    }

    @Test
    func `Sound, documents and marks`() throws {
        let text = #"""
            [{"role": "user", "content": [
                {"type": "input_audio", "input_audio": {"data": "AQI=", "format": "wav"}},
                {"type": "file", "file": {"file_data": "data:application/pdf;base64,AQI=", "filename": "a.pdf"}},
                {"type": "file", "file": {"file_data": "AQI=", "file_type": "text/plain"}},
                {"type": "file", "file": {"file_id": "file-1"}, "citations": {"enabled": true}},
                {"type": "file", "file": {"file_url": "https://example.com/a.pdf"}},
                {"type": "text", "text": "Hi", "cache_control": {"type": "ephemeral", "ttl": "1h"}}
            ]}, {"role": "assistant", "content": [{"type": "refusal", "refusal": "No."}]}]
            """#
        #expect(
            try messages(text) == [
                .user([
                    .audio(data: [1, 2], format: AudioFormat(rawValue: "wav")),
                    .file(data: [1, 2], name: "a.pdf", mimeType: "application/pdf"),
                    .file(data: [1, 2], name: nil, mimeType: "text/plain"),
                    .file(id: "file-1").citable(),
                    .file(url: "https://example.com/a.pdf"),
                    .text("Hi").cached(CacheControl(ttl: .oneHour)),
                ]),
                Message(role: .assistant, content: [.refusal("No.")]),
            ])
    }

    @Test
    func `A custom tool and its call`() throws {
        let call =
            #"[{"role":"assistant","tool_calls":[{"id":"1","type":"custom","custom":{"name":"f","input":"x"}}]}]"#
        let expected = ToolCall(id: "1", name: "f", arguments: "x", isCustom: true)
        #expect(try messages(call) == [Message(role: .assistant, toolCalls: [expected])])
        let text = #"""
            [{"type": "custom", "custom": {"name": "f", "description": "d"}},
             {"type": "custom", "cache_control": {"type": "ephemeral"}, "custom": {"name": "g", "format": {
                "type": "grammar", "grammar": {"definition": "start: /a/", "syntax": "lark"}}}}]
            """#
        var second = ToolDefinition.custom(name: "g", format: .grammar(definition: "start: /a/", syntax: .lark))
        second.cacheControl = .ephemeral
        #expect(try tools(text) == [.custom(name: "f", description: "d"), second])
    }

    @Test
    func `A tool call and its answer`() throws {
        let text = #"""
            [{"role": "assistant", "content": null, "tool_calls": [
                {"id": "call_1", "type": "function", "function": {"name": "f", "arguments": "{\"a\":1}"}}]},
             {"role": "tool", "tool_call_id": "call_1", "content": "2"}]
            """#
        #expect(
            try messages(text) == [
                .assistant("", toolCalls: [ToolCall(id: "call_1", name: "f", arguments: #"{"a":1}"#)]),
                .tool("2", callID: "call_1"),
            ])
    }

    @Test
    func `What an assistant thought and refused`() throws {
        let text = #"""
            [{"role": "assistant", "refusal": "no", "reasoning": "hm"},
             {"role": "assistant", "content": "a", "reasoning_content": "x", "reasoning_details": [{"id": 1}]}]
            """#
        #expect(
            try messages(text) == [
                Message(role: .assistant, refusal: "no", reasoning: "hm"),
                Message(
                    role: .assistant, content: [.text("a")], reasoning: "x", reasoningDetails: [["id": 1]]),
            ])
    }

    @Test
    func `Tools`() throws {
        let text = #"""
            [{"type": "function", "function": {"name": "f", "description": "d", "strict": true,
              "parameters": {"type": "object", "properties": {"n": {"type": "number", "minimum": 0.5}}}}},
             {"type": "function", "function": {"name": "g"}}]
            """#
        #expect(
            try tools(text) == [
                ToolDefinition(
                    name: "f", description: "d",
                    parameters: ["type": "object", "properties": ["n": ["type": "number", "minimum": 0.5]]],
                    strict: true),
                ToolDefinition(name: "g"),
            ])
    }

    @Test
    func `Half a surrogate pair becomes a replacement character`() throws {
        #expect(try messages(#"[{"role":"user","content":"a\ud83cb"}]"#) == [.user("a\u{FFFD}b")])
    }

    @Test
    func `A whole request will do`() throws {
        let request = #"{"model": "m", "messages": [{"role": "user", "content": "u"}], "tools": []}"#
        #expect(try messages(request) == [.user("u")])
        #expect(try tools(request) == [])
    }

    @Test(arguments: [
        ("", "file: "),
        ("[", "file: "),
        (String(repeating: "[", count: 100_000), "file: "),
        ("[{}]", "[0]: \"role\" is missing"),
        (#"[{"role":"user","content":1}]"#, "[0].content"),
        (
            #"[{"role":"user","content":[{"type":"hologram"}]}]"#,
            "[0].content[0].type: content of type \"hologram\""
        ),
        (
            #"[{"role":"user","content":[{"type":"input_audio","input_audio":{"data":"?"}}]}]"#,
            "[0].content[0].input_audio: \"data\" is not base64"
        ),
        (
            #"[{"role":"user","content":[{"type":"file","file":{"file_data":"data:text/plain,Hi"}}]}]"#,
            "[0].content[0].file.file_data: it is neither base64"
        ),
        (#"[{"role":"assistant","tool_calls":[{"id":"1"}]}]"#, "[0].tool_calls[0]: \"function\" is missing"),
        ("{}", "\"messages\" is missing"),
        (#""text""#, "file: "),
    ])
    func `An error says where it is`(text: String, expected: String) {
        let error = #expect(throws: LLMError.self) { try messages(text) }
        #expect(error?.code == .configuration)
        #expect(error?.message.contains(expected) == true, "\(error?.message ?? "")")
    }

    @Test
    func `A tool that is no function is refused`() {
        let error = #expect(throws: LLMError.self) { try tools(#"[{"type":"web_search"}]"#) }
        #expect(error?.message.contains("web_search") == true)
    }
}
