/// Writes a completion in the gateway's wire format.
struct ChatRendering: Sendable {
    let request: ChatRequest
    let completion: Completion
    let trail: Trail
    /// The request's position, from which ids are made.
    let serial: Int
    let pace: Pace

    /// 1 January 2026: a fixed time keeps the answers the same in every run.
    private static let created = 1_767_225_600

    private static let fingerprint = "fp_embedded"

    private var id: String { "chatcmpl-\(serial + 1)" }

    /// Anthropic's streams have neither name nor time in their chunks.
    private var isAnthropic: Bool { request.provider == "anthropic" || request.provider == "bedrock" }

    /// What a whole answer says besides; the provider is said to have sent the same choice.
    private var extraFieldsOfWhole: JSONValue {
        let raw: JSONValue = ["model": .string(request.model), "choices": [["index": 0, "message": message]]]
        return trail.extraFields(request, latency: pace.headDelay, chunk: 0, raw: raw, isLast: true)
    }

    /// What a chunk says besides; the provider is said to have sent the same delta, and that stands there as a text.
    private func extraFields(latency: Duration, chunk: Int, delta: JSONValue, isLast: Bool = false) -> JSONValue {
        let raw: JSONValue = ["choices": [["index": 0, "delta": delta]]]
        return trail.extraFields(request, latency: latency, chunk: chunk, raw: .string(raw.encoded), isLast: isLast)
    }
}

extension ChatRendering {
    /// The whole answer.
    ///
    /// Native bodies end in a newline, as Go's standard encoder writes them.
    var plain: Script {
        let object: JSONValue = [
            "id": .string(id),
            "choices": [
                [
                    "index": 0, "finish_reason": .string(completion.finishReason), "message": message,
                    "logprobs": logprobs(completion.text),
                ]
            ],
            "created": .integer(Self.created), "model": .string(request.model), "object": "chat.completion",
            "system_fingerprint": .string(isAnthropic ? "" : Self.fingerprint), "usage": completion.usage,
            "extra_fields": extraFieldsOfWhole,
        ]
        let body = object.encoded + (request.flavour == .native ? "\n" : "")
        var script = Script.body(Array(body.utf8), status: 200, contentType: "application/json")
        script.steps.insert(.pause(pace.headDelay), at: 0)
        return script
    }

    private var message: JSONValue {
        let calls = completion.toolCalls.enumerated().map { index, call in
            toolCall(index, id: call.id, name: call.name, arguments: call.fragments.joined())
        }
        let text = completion.text.joined()
        let reasoning = completion.reasoning.joined()
        return [
            "role": "assistant",
            "content": text.isEmpty && !calls.isEmpty ? .null : .string(text),
            "reasoning": reasoning.isEmpty ? nil : .string(reasoning),
            "reasoning_details": reasoning.isEmpty ? nil : reasoningDetails(reasoning),
            "tool_calls": calls.isEmpty ? nil : .array(calls),
        ]
    }

    private func reasoningDetails(_ text: String) -> JSONValue {
        [["index": 0, "type": "reasoning.text", "text": .string(text)]]
    }

    /// The first fragment of a call names it; in the others the name is null and the id is absent.
    private func toolCall(_ index: Int, id: String?, name: String?, arguments: String) -> JSONValue {
        [
            "index": .integer(index), "type": id == nil ? nil : "function", "id": id.map(JSONValue.string),
            "function": ["name": name.map(JSONValue.string) ?? .null, "arguments": .string(arguments)],
        ]
    }
}

extension ChatRendering {
    /// The data of every event but `[DONE]`.
    var events: [String] {
        let deltas = self.deltas
        let chunks = deltas.enumerated().map { index, delta in chunk(delta, index: index) }
        return (chunks + [lastChunk(finishReason: completion.finishReason, usage: completion.usage)]).map(\.encoded)
    }

    /// The whole stream: the head leaves with the first token.
    var stream: Script {
        var steps: [Reply.Step] = [.pause(pace.headDelay)]
        for (index, event) in events.enumerated() {
            if index > 0 { steps.append(.pause(pace.tokenInterval)) }
            steps += EventStream.steps(data: event)
        }
        return .eventStream(steps + EventStream.steps(data: EventStream.done) + [.end])
    }

    private var deltas: [JSONValue] {
        let role: JSONValue = ["role": "assistant", "content": ""]
        let reasoning = completion.reasoning.map { token -> JSONValue in
            ["reasoning": .string(token), "reasoning_details": reasoningDetails(token)]
        }
        let text = completion.text.map { token -> JSONValue in ["content": .string(token)] }
        let calls = completion.toolCalls.enumerated().flatMap { index, call in
            [toolCall(index, id: call.id, name: call.name, arguments: "")]
                + call.fragments.map { toolCall(index, id: nil, name: nil, arguments: $0) }
        }
        return [role] + reasoning + text + calls.map { call -> JSONValue in ["tool_calls": [call]] }
    }

    func chunk(_ delta: JSONValue, index: Int) -> JSONValue {
        [
            "id": .string(id),
            "choices": [
                ["index": 0, "delta": delta, "logprobs": logprobs([delta["content"]?.string ?? ""])]
            ],
            "created": .integer(isAnthropic ? 0 : Self.created), "model": .string(isAnthropic ? "" : request.model),
            "object": "chat.completion.chunk",
            "system_fingerprint": .string(isAnthropic ? "" : Self.fingerprint), "usage": .null,
            "extra_fields": extraFields(
                latency: index == 0 ? pace.headDelay : pace.tokenInterval, chunk: index, delta: delta),
        ]
    }

    /// The chunk that the gateway makes itself: no delta, no name, no time, but the reason, the usage and the total
    /// latency.
    func lastChunk(finishReason: String?, usage: JSONValue) -> JSONValue {
        let index = deltas.count
        return [
            "id": .string(id),
            "choices": [["index": 0, "finish_reason": finishReason.map(JSONValue.string), "delta": [:]]],
            "created": 0, "model": "", "object": "chat.completion.chunk", "system_fingerprint": "", "usage": usage,
            "extra_fields": extraFields(
                latency: pace.headDelay + pace.tokenInterval * index, chunk: index, delta: [:], isLast: true),
        ]
    }

    /// What a cache or a mock in the gateway sends in place of a stream: one chunk with the whole message.
    var messageChunk: String {
        let chunk: JSONValue = [
            "id": .string(id),
            "choices": [["index": 0, "finish_reason": .string(completion.finishReason), "message": message]],
            "created": .integer(Self.created), "model": .string(request.model), "object": "",
            "system_fingerprint": "", "usage": completion.usage,
            "extra_fields": extraFieldsOfWhole,
        ]
        return chunk.encoded
    }
}

extension ChatRendering {
    /// The answer in the form that the request asks for.
    var script: Script { request.isStream ? stream : plain }
}
