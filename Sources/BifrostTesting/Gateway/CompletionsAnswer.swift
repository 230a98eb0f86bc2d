/// `completions`: each prompt is answered as a question of a chat; there is no `created`, and the usage of a chunk is
/// null but in the last one.
struct CompletionsAnswer: Sendable {
    private let request: ModelRequest
    private let completions: [Completion]

    static func script(_ request: ModelRequest, _ text: String?) throws(GatewayFailure) -> Script {
        let answer = try CompletionsAnswer(request, text)
        return request.isStream ? answer.stream : .json(answer.whole)
    }

    private init(_ request: ModelRequest, _ text: String?) throws(GatewayFailure) {
        self.request = request
        let prompts = request.body["prompt"]?.string.map { [$0] } ?? request.body["prompt"]?.array?.compactMap(\.string)
        guard let prompts, !prompts.isEmpty else {
            throw request.refusal("prompt not provided for text completion request")
        }
        completions = prompts.flatMap { prompt in
            Array(
                repeating: Self.completion(of: prompt, request, text), count: max(1, request.body["n"]?.integer ?? 1))
        }
    }

    private static func completion(of prompt: String, _ request: ModelRequest, _ text: String?) -> Completion {
        let messages: JSONValue = [["role": "user", "content": .string(prompt)]]
        let body: JSONValue = [
            "messages": messages, "max_tokens": request.body["max_tokens"], "stop": request.body["stop"],
        ]
        let chat = ChatRequest(
            body, flavour: request.flavour, provider: request.provider, model: request.model)
        var answer = text.map { Answer(text: $0) } ?? BuiltInModel(request: chat, serial: request.serial).answer
        if request.body["echo"]?.bool == true { answer.text = prompt + answer.text }
        return Completion(answer, for: chat)
    }

    private var usage: JSONValue {
        let input = completions.reduce(0) { $0 + $1.promptTokens }
        let output = completions.reduce(0) { $0 + $1.answerTokens }
        return [
            "prompt_tokens": .integer(input), "completion_tokens": .integer(output),
            "total_tokens": .integer(input + output),
        ]
    }

    private func object(_ choices: [JSONValue], usage: JSONValue) -> JSONValue {
        [
            "id": .string("cmpl-\(request.serial + 1)"), "object": "text_completion", "model": .string(request.model),
            "system_fingerprint": "", "choices": .array(choices), "usage": usage, "extra_fields": request.extraFields,
        ]
    }

    private func choice(_ index: Int, _ text: String, finishReason: String?) -> JSONValue {
        [
            "index": .integer(index), "text": .string(text),
            "finish_reason": finishReason.map(JSONValue.string),
        ]
    }

    private var whole: JSONValue {
        let choices = completions.enumerated().map { index, completion in
            choice(index, completion.text.joined(), finishReason: completion.finishReason)
        }
        return object(choices, usage: usage)
    }

    private var stream: Script {
        let pieces = completions.enumerated().flatMap { index, completion in
            completion.text.map { object([choice(index, $0, finishReason: nil)], usage: .null) }
        }
        let ends = completions.enumerated().map { index, completion in
            choice(index, "", finishReason: completion.finishReason)
        }
        let events = (pieces + [object(ends, usage: usage)]).map(\.encoded) + [EventStream.done]
        return .eventStream(events.flatMap(EventStream.steps) + [.end])
    }
}
