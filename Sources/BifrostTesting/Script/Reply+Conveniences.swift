extension Reply {
    /// A JSON answer of known length.
    public static func json(_ text: String, status: Int = 200) -> Reply {
        Reply(.script(.body(Array(text.utf8), status: status, contentType: "application/json")))
    }

    /// An event stream with one `data:` event for each payload, each in an HTTP chunk of its own.
    ///
    /// - Parameters:
    ///   - payloads: The events' data; one line each.
    ///   - done: Whether `data: [DONE]` follows.
    /// - Returns: The reply.
    public static func eventStream(_ payloads: [String], done: Bool = true) -> Reply {
        let events = (done ? payloads + ["[DONE]"] : payloads).flatMap(EventStream.steps)
        return Reply(.script(.eventStream(events + [.end])))
    }

    /// An error in the gateway's envelope.
    ///
    /// - Parameters:
    ///   - status: The HTTP status and `status_code`; nil leaves `status_code` out, so that the status is 400 on native
    ///     paths and 500 on drop-in paths, as the gateway derives it.
    ///   - type: `error.type`.
    ///   - code: `error.code`.
    ///   - message: `error.message`.
    ///   - decision: The top-level `type`, where governance puts its reason, such as `budget_exceeded`.
    ///   - headers: Further header fields, such as `retry-after`.
    /// - Returns: The reply.
    public static func error(
        status: Int?, type: String? = nil, code: String? = nil, message: String, decision: String? = nil,
        headers: [(name: String, value: String)] = []
    ) -> Reply {
        Reply(
            .failure(
                GatewayFailure(
                    status: status, decision: decision, type: type, code: code, message: message, headers: headers)))
    }

    /// The built-in model's answer with this text, streamed or whole as the request asks.
    public static func chat(_ text: String) -> Reply { Reply(.answer(Answer(text: text))) }

    /// The built-in model's answer with one tool call, streamed or whole as the request asks.
    ///
    /// - Parameters:
    ///   - name: The tool's name.
    ///   - arguments: The arguments' JSON text, sent as it is even if it is not JSON.
    ///   - id: The call's id.
    /// - Returns: The reply.
    public static func toolCall(name: String, arguments: String, id: String = "call_1") -> Reply {
        Reply(.answer(Answer(toolCalls: [.init(id: id, name: name, arguments: arguments)])))
    }

    /// A named fault.
    public static func fault(_ fault: Fault) -> Reply { Reply(.fault(fault)) }
}
