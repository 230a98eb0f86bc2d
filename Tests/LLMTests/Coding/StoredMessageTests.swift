import LLM
import Testing

/// The JSON of what users store; a change here breaks what they stored.
struct StoredMessageTests {
    @Test func messages() throws {
        try expectJSON(Message.system("Be kind."), #"{"content":[{"text":"Be kind.","type":"text"}],"role":"system"}"#)
        try expectJSON(
            Message.tool("18", callID: "a"),
            #"{"content":[{"text":"18","type":"text"}],"role":"tool","toolCallID":"a"}"#)
        let calls = [
            ToolCall(id: "a", name: "f", arguments: "{}"),
            ToolCall(id: "b", name: "g", arguments: "{", isComplete: false),
            ToolCall(id: "c", name: "h", arguments: "", isCustom: true),
        ]
        try expectJSON(
            Message.assistant("", toolCalls: calls),
            #"{"role":"assistant","toolCalls":[{"arguments":"{}","id":"a","name":"f"},"#
                + #"{"arguments":"{","id":"b","isComplete":false,"name":"g"},{"id":"c","isCustom":true,"name":"h"}]}"#)
    }

    @Test func everyFieldOfAMessage() throws {
        let message = Message(
            role: .assistant, name: "n", refusal: "no", reasoning: "r", reasoningSignature: "s",
            reasoningDetails: [["type": "t"]], audio: AudioOutput(id: "i", data: "AA", transcript: "t", expiresAt: 1),
            annotations: [Annotation(json: ["type": "url_citation"])], additionalFields: ["x": [1, 2.5, nil, true]])
        try expectJSON(
            message,
            #"{"additionalFields":{"x":[1,2.5,null,true]},"annotations":[{"type":"url_citation"}],"#
                + #""audio":{"data":"AA","expiresAt":1,"id":"i","transcript":"t"},"name":"n","reasoning":"r","#
                + #""reasoningDetails":[{"type":"t"}],"reasoningSignature":"s","refusal":"no","role":"assistant"}"#)
    }

    @Test(
        arguments: [
            (.text("Hi"), #"{"text":"Hi","type":"text"}"#),
            (.refusal("No"), #"{"text":"No","type":"refusal"}"#),
            (.image(url: "https://a/b"), #"{"type":"image","url":"https://a/b"}"#),
            (
                .image(data: [0, 255], mimeType: "image/png", detail: .low),
                #"{"data":"AP8=","detail":"low","mediaType":"image/png","type":"image"}"#
            ),
            (.audio(data: [1], format: .wav), #"{"data":"AQ==","format":"wav","type":"audio"}"#),
            (.audio(data: [], format: nil), #"{"data":"","type":"audio"}"#),
            (.file(id: "f"), #"{"id":"f","type":"file"}"#),
            (
                .file(url: "https://a", mimeType: "text/csv"),
                #"{"mimeType":"text/csv","type":"file","url":"https://a"}"#
            ),
            (.file(data: [1], name: "a"), #"{"data":"AQ==","name":"a","type":"file"}"#),
            (
                .text("Hi").cached(CacheControl(ttl: .oneHour, scope: .user)).citable(),
                #"{"cacheControl":{"scope":"user","ttl":"1h"},"citationsEnabled":true,"text":"Hi","type":"text"}"#
            ),
        ] as [(ContentPart, String)])
    func parts(_ part: ContentPart, _ json: String) throws { try expectJSON(part, json) }

    @Test func whatIsAbsentHasItsDefault() throws {
        #expect(try decoded(Message.self, #"{"role":"user"}"#) == Message(role: .user))
        #expect(
            try decoded(Message.self, #"{"role":"user","content":null,"toolCalls":null,"added":{"later":1}}"#)
                == Message(role: .user))
        #expect(try decoded(ToolCall.self, #"{"id":"a","name":"f"}"#) == ToolCall(id: "a", name: "f", arguments: ""))
        #expect(try decoded(AudioOutput.self, "{}") == AudioOutput())
    }

    @Test(arguments: [
        #"{"type":"hologram"}"#, #"{"type":"text"}"#, #"{"type":"image"}"#, #"{"type":"audio","data":"?"}"#,
        #"{"type":"image","data":"AQ=="}"#, #"{"text":"no type"}"#, #"{"type":"file"}"#,
    ])
    func whatMakesNoPartIsRefused(_ json: String) {
        #expect(throws: DecodingError.self) { try decoded(ContentPart.self, json) }
    }

    @Test(
        arguments: [
            (.auto, #""auto""#), (.none, #""none""#), (.required, #""required""#), (.any, #""any""#),
            (.tool("f"), #"{"tool":"f"}"#), (.allowed(["f"]), #"{"allowed":["f"],"mode":"auto"}"#),
            (.allowed([], mode: .required), #"{"allowed":[],"mode":"required"}"#),
        ] as [(ToolChoice, String)])
    func toolChoices(_ choice: ToolChoice, _ json: String) throws { try expectJSON([choice], "[\(json)]") }

    @Test func toolsAndForms() throws {
        try expectJSON(
            ToolDefinition(name: "f", description: "d", parameters: ["type": "object"], strict: true),
            #"{"description":"d","name":"f","parameters":{"type":"object"},"strict":true}"#)
        try expectJSON(
            ToolDefinition.custom(name: "f"), #"{"inputFormat":{"type":"text"},"name":"f"}"#)
        try expectJSON(
            CustomToolFormat.grammar(definition: "a", syntax: .lark),
            #"{"definition":"a","syntax":"lark","type":"grammar"}"#)
        try expectJSON(ResponseFormat.text, #"{"type":"text"}"#)
        try expectJSON(ResponseFormat.jsonObject, #"{"type":"jsonObject"}"#)
        try expectJSON(
            ResponseFormat.jsonSchema(JSONSchemaFormat(name: "n", schema: ["type": "object"], strict: true)),
            #"{"name":"n","schema":{"type":"object"},"strict":true,"type":"jsonSchema"}"#)
        #expect(throws: DecodingError.self) { try decoded(ResponseFormat.self, #"{"type":"xml"}"#) }
        #expect(throws: DecodingError.self) { try decoded([ToolChoice].self, #"["sometimes"]"#) }
        #expect(throws: DecodingError.self) { try decoded(CustomToolFormat.self, #"{"type":"xml"}"#) }
    }
}
