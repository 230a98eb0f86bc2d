internal import HTTPTransport
public import LLM

extension BifrostModel {
    /// Has the gateway run a tool of one of its MCP servers (`POST /v1/mcp/tool/execute`, wherever the base URL leads).
    ///
    /// A tool may change something, so a call that may have reached the gateway is not made again: only a failed
    /// connection is. When the tool's server wants the user's consent first, the error tells what the gateway says about
    /// it: `error.gateway?.extraFields?["mcp_auth_required"]`.
    ///
    /// - Parameters:
    ///   - call: The call, as the model made it; it must be complete.
    ///   - gateway: What the gateway shall do with this call; ``GatewayOptions/mcp`` says which tools may be run.
    ///   - limits: Time limits of this call.
    /// - Returns: The tool's answer, to be appended to the conversation as it is.
    /// - Throws: `LLMError` for every failure, `configuration` for a call that is not complete or is of a custom tool;
    ///   `CancellationError` when the task was cancelled.
    public func executeTool(
        _ call: ToolCall, gateway: GatewayOptions = GatewayOptions(), limits: TimeLimits = TimeLimits()
    ) async throws -> Message {
        try RequestValidation.require(!call.id.isEmpty, "the tool call has no id")
        try RequestValidation.require(!call.name.isEmpty, "the tool call has no name")
        try RequestValidation.require(call.isComplete, "the tool call is not complete; it must not be run")
        try RequestValidation.require(!call.isCustom, "the gateway runs functions, and this is a custom tool's call")
        let body = try EndpointRequest.Body.json { (body) throws(JSONError) in body.members(of: call) }
        let execution = try service.toolExecution("chat", body, gateway, limits)
        return try await execution.json { (json, _) throws(LLMError) in
            try Message(toolAnswer: json, to: call)
        }
    }

    /// Has the gateway run a tool that a model called by the Responses API (`POST /v1/mcp/tool/execute`).
    ///
    /// - Parameters:
    ///   - item: The item `function_call` with its `call_id`, `name` and `arguments`.
    ///   - gateway: What the gateway shall do with this call.
    ///   - limits: Time limits of this call.
    /// - Returns: The item `function_call_output`, to be sent with the next request as it is.
    /// - Throws: `LLMError` for every failure, `configuration` for an item that is no such call; `CancellationError`
    ///   when the task was cancelled.
    public func executeTool(
        item: JSONValue, gateway: GatewayOptions = GatewayOptions(), limits: TimeLimits = TimeLimits()
    ) async throws -> JSONValue {
        let isCall =
            item["type"] == "function_call" && item["call_id"]?.filledText != nil
            && item["name"]?.filledText != nil
        try RequestValidation.require(isCall, "the item is no function_call with a call_id and a name")
        let body = try EndpointRequest.Body.json { (body) throws(JSONError) in
            for (name, value) in (item.objectValue ?? [:]).sorted(by: { $0.key < $1.key }) {
                try body.member(name, value)
            }
        }
        let execution = try service.toolExecution("responses", body, gateway, limits)
        return try await execution.json { (json, _) throws(LLMError) in
            guard json["output"] != nil else { throw LLMError(.malformed, "the answer has no output of the tool") }
            return json
        }
    }
}

extension GatewayService {
    fileprivate func toolExecution(
        _ format: String, _ body: EndpointRequest.Body, _ gateway: GatewayOptions, _ limits: TimeLimits
    ) throws(LLMError) -> GatewayCall {
        var request = EndpointRequest(
            base: .native, path: "/mcp/tool/execute", query: [("format", format)], body: body, gateway: gateway,
            limits: limits)
        request.repetition = .whenUnsent
        return try call(request)
    }
}

extension Message {
    /// Reads a tool's answer; its text may come in parts.
    fileprivate init(toolAnswer json: JSONValue, to call: ToolCall) throws(LLMError) {
        guard var members = JSONMembers(json), json["role"] == "tool" || json["content"] != nil else {
            throw LLMError(.malformed, "the answer is no message of a tool")
        }
        let parts = members.list("content")?.compactMap { $0["text"]?.stringValue }
        let text = parts?.joined() ?? members.take("content") { $0.stringValue } ?? ""
        self = .tool(text, callID: members.filledText("tool_call_id") ?? call.id)
        name = members.filledText("name")
        members.drop("role", "extra_fields", "name")
        additionalFields = members.rest
    }
}
