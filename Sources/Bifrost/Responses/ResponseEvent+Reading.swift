internal import LLM

extension ResponseEvent {
    /// Reads an event.
    ///
    /// - Parameters:
    ///   - name: The name of the event that carried it, for those without a type.
    ///   - json: The event as it stands on the wire.
    init(_ name: String, _ json: JSONValue) {
        let type = json["type"]?.stringValue ?? name
        self = Self.named(type, json) ?? .unknown(type: type, json: json)
    }

    private static func named(_ type: String, _ json: JSONValue) -> ResponseEvent? {
        if let make = table[type] { return make(json) }
        let phases = tools.lazy.compactMap { tool in
            type.hasPrefix(tool.prefix) ? (tool.make, String(type.dropFirst(tool.prefix.count))) : nil
        }
        return phases.first.map { make, phase in make(Payload(value: ToolPhase(rawValue: phase), json: json)) }
    }

    private typealias Make = @Sendable (JSONValue) -> ResponseEvent?

    private static let table: [String: Make] = [
        "response.created": life(Self.created, .inProgress),
        "response.queued": life(Self.queued, .queued),
        "response.in_progress": life(Self.inProgress, .inProgress),
        "response.completed": life(Self.completed, .completed),
        "response.incomplete": life(Self.incomplete, .incomplete),
        "response.ping": { _ in .ping },
        "response.output_item.added": payload(Self.outputItemAdded, item),
        "response.output_item.done": payload(Self.outputItemDone, item),
        "response.content_part.added": payload(Self.contentPartAdded, part),
        "response.content_part.done": payload(Self.contentPartDone, part),
        "response.output_text.delta": payload(Self.outputTextDelta, text("delta")),
        "response.output_text.done": payload(Self.outputTextDone, text("text")),
        "response.output_text.annotation.added": payload(Self.annotationAdded, annotation),
        "response.output_text.annotation.done": payload(Self.annotationDone, annotation),
        // Gateways that convert chats put it where the whole refusal stands.
        "response.refusal.delta": payload(Self.refusalDelta, text("delta", "refusal")),
        "response.refusal.done": payload(Self.refusalDone, text("refusal")),
        "response.function_call_arguments.delta": payload(Self.functionCallArgumentsDelta, text("delta")),
        "response.function_call_arguments.done": payload(Self.functionCallArgumentsDone, text("arguments")),
        "response.custom_tool_call_input.delta": payload(Self.customToolCallInputDelta, text("delta")),
        "response.custom_tool_call_input.done": payload(Self.customToolCallInputDone, text("input")),
        "response.reasoning_summary_part.added": payload(Self.reasoningSummaryPartAdded, part),
        "response.reasoning_summary_part.done": payload(Self.reasoningSummaryPartDone, part),
        "response.reasoning_summary_text.delta": payload(Self.reasoningSummaryTextDelta, text("delta")),
        "response.reasoning_summary_text.done": payload(Self.reasoningSummaryTextDone, text("text")),
        "response.code_interpreter_call_code.delta": payload(Self.codeDelta, text("delta")),
        "response.code_interpreter_call_code.done": payload(Self.codeDone, text("code")),
        "response.image_generation_call.partial_image": payload(Self.partialImage, text("partial_image_b64")),
        "response.mcp_call_arguments.delta": payload(Self.mcpCallArgumentsDelta, text("delta")),
        "response.mcp_call_arguments.done": payload(Self.mcpCallArgumentsDone, text("arguments")),
    ]

    private static let tools: [(prefix: String, make: @Sendable (Payload<ToolPhase>) -> ResponseEvent)] = [
        ("response.web_search_call.", { .webSearch($0) }),
        ("response.web_fetch_call.", { .webFetch($0) }),
        ("response.file_search_call.", { .fileSearch($0) }),
        ("response.code_interpreter_call.", { .codeInterpreter($0) }),
        ("response.image_generation_call.", { .imageGeneration($0) }),
        ("response.mcp_call.", { .mcpCall($0) }),
        ("response.mcp_list_tools.", { .mcpListTools($0) }),
    ]

    /// An event with the response; where that does not say how far it has come, the event does.
    private static func life(
        _ make: @escaping @Sendable (Response) -> ResponseEvent, _ status: ResponseStatus
    ) -> Make {
        { json in
            let known: JSONValue = ["status": .string(status.rawValue)]
            return make(Response(json: known.updated(by: json.object("response") ?? [:])))
        }
    }

    private static func payload<Value>(
        _ make: @escaping @Sendable (Payload<Value>) -> ResponseEvent,
        _ value: @escaping @Sendable (JSONValue) -> Value?
    ) -> Make {
        { json in value(json).map { make(Payload(value: $0, json: json)) } }
    }

    /// The first of these members that has words, or is at least a text.
    private static func text(_ names: String...) -> @Sendable (JSONValue) -> String? {
        { json in
            let texts = names.compactMap { json[$0]?.stringValue }
            return texts.first { !$0.isEmpty } ?? texts.first
        }
    }

    private static let item: @Sendable (JSONValue) -> ResponseItem? = { $0.object("item").map(ResponseItem.init) }

    private static let part: @Sendable (JSONValue) -> JSONValue? = { $0.object("part") }

    private static let annotation: @Sendable (JSONValue) -> Annotation? = {
        $0.object("annotation").map(Annotation.init)
    }
}

extension JSONValue {
    /// A member that is an object; nil for any other.
    fileprivate func object(_ name: String) -> JSONValue? {
        guard let member = self[name], member.objectValue != nil else { return nil }
        return member
    }
}
