/// A chat completion request, read as the gateway reads it.
struct ChatRequest: Sendable {
    struct Message: Sendable {
        var role: String
        var text: String
        var toolCallID: String?
    }

    struct Tool: Sendable {
        var name: String
        var description: String
        var parameters: JSONValue
    }

    let flavour: Flavour
    let body: JSONValue
    /// The provider and its own name for the model, split at the first slash.
    let provider: String
    let model: String
    /// What `extra_fields` call it, without `_stream`.
    var kind = "chat_completion"

    init(_ bytes: [UInt8], flavour: Flavour, providers: Set<String>) throws(GatewayFailure) {
        self.flavour = flavour
        body = try Self.parse(bytes, flavour)
        try Self.checkTypes(body, flavour)
        try Self.checkReasoning(body)
        (provider, model) = try Self.split(body["model"]?.string ?? "", flavour, providers)
        guard let messages = body["messages"]?.array, !messages.isEmpty else {
            throw GatewayFailure(message: "chats not provided for chat completion request")
        }
    }

    /// A request that has been checked, for instance the same one for another candidate of `fallbacks`.
    init(
        _ body: JSONValue, flavour: Flavour, provider: String, model: String, kind: String = "chat_completion"
    ) {
        self.flavour = flavour
        self.body = body
        self.provider = provider
        self.model = model
        self.kind = kind
    }

    var requestType: String { isStream ? "\(kind)_stream" : kind }

    func context(_ release: EmbeddedGateway.Release) -> GatewayFailure.Context {
        .init(provider: provider, model: model, requestType: requestType, release: release)
    }
}

extension ChatRequest {
    var isStream: Bool { body["stream"]?.bool ?? false }

    var messages: [Message] {
        (body["messages"]?.array ?? []).map { message in
            Message(
                role: message["role"]?.string ?? "user", text: Self.text(of: message["content"]),
                toolCallID: message["tool_call_id"]?.string)
        }
    }

    private static func text(of content: JSONValue?) -> String {
        if let text = content?.string { return text }
        return (content?.array ?? []).compactMap { $0["text"]?.string }.joined(separator: "\n")
    }

    /// The text of the last user message; empty when there is none.
    var prompt: String { messages.last { $0.role == "user" }?.text ?? "" }

    var tools: [Tool] {
        (body["tools"]?.array ?? []).compactMap { tool in
            guard let function = tool["function"], let name = function["name"]?.string else { return nil }
            return Tool(
                name: name, description: function["description"]?.string ?? "",
                parameters: function["parameters"] ?? [:])
        }
    }

    var wantsLogprobs: Bool { body["logprobs"]?.bool ?? false }

    /// How many alternatives are told at each place.
    var topLogprobs: Int { body["top_logprobs"]?.integer ?? 0 }

    var allowsParallelCalls: Bool { body["parallel_tool_calls"]?.bool ?? true }

    /// `max_completion_tokens`, else the older `max_tokens`; nil is no limit.
    var tokenLimit: Int? { body["max_completion_tokens"]?.integer ?? body["max_tokens"]?.integer }

    var stop: [String] { (body["stop"]?.array ?? []).compactMap(\.string).filter { !$0.isEmpty } }

    var wantsReasoning: Bool {
        if body["reasoning"]?["enabled"]?.bool == true || body["reasoning"]?["max_tokens"]?.integer != nil {
            return true
        }
        let effort = body["reasoning_effort"]?.string ?? body["reasoning"]?["effort"]?.string
        return effort.map { $0 != "none" } ?? (body["reasoning_max_tokens"]?.integer != nil)
    }

    /// Valid entries of `fallbacks`, in order; the gateway drops the others silently.
    func fallbacks(providers: Set<String>) -> [ChatRequest] {
        (body["fallbacks"]?.array ?? []).compactMap(\.string).compactMap { name in
            Self.parts(of: name, providers).map {
                ChatRequest(body, flavour: flavour, provider: $0.provider, model: $0.model, kind: kind)
            }
        }
    }
}
