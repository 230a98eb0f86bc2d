import Bifrost

private let greeting: [Message] = [.system("Be brief."), .user("What is the capital of France?")]

/// Enough for a tool call, and soon over for a model that never ends by itself.
private let brief = GenerateOptions(maxTokens: 128)

private let weather = ToolDefinition(
    name: "get_weather",
    description: "The weather in a city.",
    parameters: ["type": "object", "properties": ["city": ["type": "string"]], "required": ["city"]])

private let city: JSONValue = [
    "type": "object", "properties": ["city": ["type": "string"]], "required": ["city"], "additionalProperties": false,
]

extension Feature {
    static let chat = [
        Feature(endpoint: "chat", name: "whole answer, usage") { subject in
            let answer = try await subject.model.generate(greeting, options: brief)
            try expect(!answer.text.isEmpty, "no text")
            try expect(answer.finishReason != nil, "no finish reason")
            try expect((answer.usage?.total ?? 0) > 0, "no usage")
        },
        Feature(endpoint: "chat", name: "stream") { subject in
            var texts: [String] = []
            for try await chunk in subject.model.stream(greeting, options: brief) {
                if !chunk.delta.isEmpty { texts.append(chunk.delta) }
            }
            try expect(texts.count > 1, "no more than one piece of text")
        },
        Feature(endpoint: "chat", name: "usage of a stream") { subject in
            let answer = try await subject.model.stream(greeting, options: brief).collect()
            try expect((answer.usage?.output ?? 0) > 0, "no usage")
        },
        Feature(endpoint: "chat", name: "stop at the most tokens") { subject in
            let answer = try await subject.model.generate(greeting, options: GenerateOptions(maxTokens: 1))
            try expect(answer.finishReason == .length, "finish reason \(answer.finishReason?.rawValue ?? "none")")
        },
        Feature(endpoint: "chat", name: "a tool call and its result") { subject in
            let model = subject.model.bindTools([weather])
            var messages: [Message] = [.user("What is the weather in Oslo?")]
            let call = try await model.generate(messages, options: brief).message
            try expect(call.toolCalls.map(\.name) == ["get_weather"], "calls \(call.toolCalls.map(\.name))")
            messages += [call] + call.toolCalls.map { .tool("Sunny, 21 degrees.", callID: $0.id) }
            try expect(!(try await model.generate(messages, options: brief).text.isEmpty), "no text after the result")
        },
        Feature(endpoint: "chat", name: "streamed tool call") { subject in
            let model = subject.model.bindTools([weather])
            let answer = try await model.stream([.user("What is the weather in Oslo?")], options: brief).collect()
            try expect(answer.message.toolCalls.map(\.name) == ["get_weather"], "no call")
            try expect(answer.message.toolCalls.allSatisfy(\.isComplete), "a call is not complete")
        },
        Feature(endpoint: "chat", name: "JSON by a schema") { subject in
            let format = ResponseFormat.jsonSchema(JSONSchemaFormat(name: "place", schema: city))
            let options = GenerateOptions(maxTokens: 128, responseFormat: format)
            let answer = try await subject.model.generate([.user("The city of Oslo, as JSON.")], options: options)
            try expect((try? JSONValue(parsing: answer.text))?["city"] != nil, "text \(answer.text)")
        },
        Feature(endpoint: "chat", name: "who answered, in metadata.gateway") { subject in
            let answer = try await subject.model.generate(greeting, options: brief)
            try expect(answer.metadata.gateway.routing.provider != nil, "no provider")
        },
    ]

    static let chatFailures = [
        Feature(endpoint: "errors", name: "unknown model") { subject in
            try await expectRefusal([.notFound, .invalidRequest]) {
                try await subject.model("openai/no-such-model").generate(greeting)
            }
        },
        Feature(endpoint: "errors", name: "unknown model, streamed") { subject in
            try await expectRefusal([.notFound, .invalidRequest]) {
                try await subject.model("openai/no-such-model").stream(greeting).collect()
            }
        },
    ]
}

private func expectRefusal(_ codes: [LLMError.Code], _ call: () async throws -> ChatResponse) async throws {
    let answer: ChatResponse
    do {
        answer = try await call()
    } catch let error as LLMError where codes.contains(error.code) {
        return
    }
    throw Lack(description: "an answer by \(answer.model ?? "no model")")
}
