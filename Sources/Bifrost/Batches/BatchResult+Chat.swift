internal import HTTPTransport
public import LLM

extension BatchResult {
    /// The answer as that of a chat.
    ///
    /// Answers in OpenAI's form and messages in Anthropic's are read.
    ///
    /// - Returns: The answer; its metadata has the status alone.
    /// - Throws: ``LLMError``: the error that the request ended in, or `malformed` for what is no answer of a chat.
    public func chatResponse() throws(LLMError) -> ChatResponse {
        let errors = ErrorDecoder(secrets: [])
        guard error == nil, 200..<300 ~= status ?? 200, let body else { throw failure(errors) }
        return try ChatResponseDecoder.decode(
            Self.bytes(body["type"] == "message" ? Self.completion(ofMessage: body) : body), status: status ?? 200,
            fields: HTTPFields(), limits: AnswerLimits(), detail: [], errors: errors)
    }

    private func failure(_ errors: ErrorDecoder) -> LLMError {
        let report = error.map { $0["error"] == nil ? ["error": $0] : $0 } ?? body
        guard let report, let bytes = try? Self.bytes(report) else {
            return LLMError(.malformed, "the batch's line has neither an answer nor an error")
        }
        guard let status, status >= 400 else { return errors.error(inEvent: bytes) }
        return errors.error(status: status, fields: HTTPFields(), body: bytes)
    }

    private static func bytes(_ json: JSONValue) throws(LLMError) -> [UInt8] {
        do throws(JSONError) { return try json.serialized() } catch {
            throw LLMError(.malformed, "the answer: \(error)", cause: error)
        }
    }
}

// MARK: Anthropic's form

extension BatchResult {
    /// The message as a chat completion, as far as a chat's answer has a place for it.
    private static func completion(ofMessage message: JSONValue) -> JSONValue {
        let blocks = message["content"]?.arrayValue ?? []
        let text = blocks.compactMap { $0["text"]?.stringValue }.joined()
        let calls = blocks.filter { $0["type"] == "tool_use" }.map(call)
        var answer: JSONValue = ["role": "assistant", "content": .string(text)]
        if !calls.isEmpty { answer["tool_calls"] = .array(calls) }
        return [
            "id": message["id"] ?? .null, "model": message["model"] ?? .null,
            "choices": [
                ["index": 0, "message": answer, "finish_reason": finishReason(message["stop_reason"]?.stringValue)]
            ],
            "usage": [
                "prompt_tokens": message["usage"]?["input_tokens"] ?? .null,
                "completion_tokens": message["usage"]?["output_tokens"] ?? .null,
            ],
        ]
    }

    private static func call(_ block: JSONValue) -> JSONValue {
        let arguments = (try? block["input"]?.serializedText()) ?? "{}"
        return [
            "id": block["id"] ?? .null, "type": "function",
            "function": ["name": block["name"] ?? .null, "arguments": .string(arguments)],
        ]
    }

    private static func finishReason(_ word: String?) -> JSONValue {
        switch word {
        case "end_turn", "stop_sequence", nil: "stop"
        case "max_tokens": "length"
        case "tool_use": "tool_calls"
        case "refusal": "content_filter"
        case let word?: .string(word)
        }
    }
}
