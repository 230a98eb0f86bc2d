/// Writes a completion as a response, in the gateway's wire format.
struct ResponsesRendering: Sendable {
    static let idPrefix = "resp_"

    let request: ResponsesRequest
    /// The candidate that answers.
    let answered: ChatRequest
    let completion: Completion
    let trail: Trail
    /// The request's position, from which ids are made.
    let serial: Int
    let pace: Pace

    /// 1 January 2026: a fixed time keeps the answers the same in every run.
    private static let created = 1_767_225_600

    private var isCut: Bool { completion.finishReason == "length" }

    /// The response as far as it has come; keys that are always there are null where there is nothing.
    func response(_ status: String, output: [JSONValue] = []) -> JSONValue {
        let isDone = status != "in_progress"
        let body = request.body
        return [
            "id": .string("\(Self.idPrefix)\(serial + 1)"), "object": "response", "created_at": .integer(Self.created),
            "completed_at": isDone ? .integer(Self.created) : .null, "status": .string(status),
            "model": .string(answered.model), "output": .array(output), "error": .null,
            "incomplete_details": status == "incomplete" ? ["reason": "max_output_tokens"] : .null,
            "instructions": body["instructions"] ?? .null, "max_output_tokens": body["max_output_tokens"] ?? .null,
            "max_tool_calls": body["max_tool_calls"] ?? .null,
            "previous_response_id": body["previous_response_id"] ?? .null,
            "prompt_cache_key": body["prompt_cache_key"] ?? .null, "reasoning": body["reasoning"] ?? .null,
            "safety_identifier": body["safety_identifier"] ?? .null, "service_tier": body["service_tier"] ?? .null,
            "usage": isDone ? usage : .null, "tools": body["tools"] ?? .null, "metadata": body["metadata"],
        ]
    }

    private var usage: JSONValue {
        let chat = completion.usage
        return [
            "input_tokens": chat["prompt_tokens"], "input_tokens_details": chat["prompt_tokens_details"],
            "output_tokens": .integer(completion.answerTokens),
            "output_tokens_details": ["reasoning_tokens": .integer(completion.reasoning.count)],
            "total_tokens": chat["total_tokens"],
        ]
    }

    /// The response at its end.
    var whole: JSONValue { response(isCut ? "incomplete" : "completed", output: items.map(\.json)) }

    /// The whole answer; native bodies end in a newline, as Go's standard encoder writes them.
    var plain: Script {
        var object = whole.object ?? JSONObject()
        object.append(
            "extra_fields",
            trail.extraFields(answered, latency: pace.headDelay, chunk: 0, raw: whole, isLast: true))
        let body = JSONValue.object(object).encoded + (answered.flavour == .native ? "\n" : "")
        var script = Script.body(Array(body.utf8), status: 200, contentType: "application/json")
        script.steps.insert(.pause(pace.headDelay), at: 0)
        return script
    }

    /// What is put out, in order.
    var items: [ResponsesItem] {
        var items: [ResponsesItem] = []
        if !completion.reasoning.isEmpty {
            let secret = request.includesEncryptedReasoning ? "sealed-\(serial + 1)==" : nil
            items.append(
                ResponsesItem(id: "rs_\(serial + 1)", kind: .reasoning(encrypted: secret), tokens: completion.reasoning)
            )
        }
        if !completion.text.isEmpty || completion.toolCalls.isEmpty {
            items.append(
                ResponsesItem(id: "msg_\(serial + 1)", kind: .message, tokens: completion.text, isCut: isCut))
        }
        return items
            + completion.toolCalls.enumerated().map { index, call in
                ResponsesItem(
                    id: "fc_\(serial + 1)_\(index)", kind: .call(id: call.id, name: call.name), tokens: call.fragments,
                    isCut: isCut && index == completion.toolCalls.count - 1)
            }
    }

    /// The answer in the form that the request asks for.
    var script: Script {
        guard answered.isStream else { return plain }
        let units = ResponsesEvents(self).units
        let steps = units.enumerated().flatMap { index, unit in
            [.pause(index == 0 ? pace.headDelay : pace.tokenInterval)] + unit
        }
        return .eventStream(steps + [.end])
    }
}
