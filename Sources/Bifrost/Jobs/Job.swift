public import LLM

/// Work that the gateway does while nobody waits for it, and whose result is fetched later.
///
/// Jobs are made by their kind, such as `.chat(messages)`, `.response("…")` and `.json(.embedding, body)`.
public struct Job<Result: JobResult>: Sendable {
    /// The endpoint whose work is done.
    public let kind: JobKind
    /// Makes the request that the endpoint itself would get, for the native interface.
    let request: @Sendable (BifrostModel) throws(LLMError) -> EndpointRequest

    init(_ kind: JobKind, request: @escaping @Sendable (BifrostModel) throws(LLMError) -> EndpointRequest) {
        self.kind = kind
        self.request = request
    }

    /// Makes a job whose body is written by hand.
    ///
    /// - Parameters:
    ///   - kind: The endpoint whose work is done.
    ///   - body: The endpoint's request, sent as it is; not even the model is added. It must not ask for a stream.
    ///   - gateway: What the gateway shall do with this call.
    ///   - limits: Time limits of the request that submits the job.
    public init(
        _ kind: JobKind,
        body: JSONValue,
        gateway: GatewayOptions = GatewayOptions(),
        limits: TimeLimits = TimeLimits()
    ) {
        self.init(kind) { (_) throws(LLMError) in
            guard body["stream"] != true else {
                throw LLMError(.configuration, "a job cannot be streamed: the body asks for \"stream\"")
            }
            do throws(JSONError) {
                return EndpointRequest(
                    path: "/\(kind.rawValue)", body: .json(try body.serialized()), gateway: gateway, limits: limits)
            } catch {
                throw LLMError(.configuration, "the request cannot be written: \(error)", cause: error)
            }
        }
    }
}

extension Job<JSONValue> {
    /// A job of any kind, with its result as JSON.
    ///
    /// - Parameters:
    ///   - kind: The endpoint whose work is done.
    ///   - body: The endpoint's request, sent as it is; not even the model is added.
    ///   - gateway: What the gateway shall do with this call.
    ///   - limits: Time limits of the request that submits the job.
    /// - Returns: The job.
    public static func json(
        _ kind: JobKind,
        _ body: JSONValue,
        gateway: GatewayOptions = GatewayOptions(),
        limits: TimeLimits = TimeLimits()
    ) -> Job {
        Job(kind, body: body, gateway: gateway, limits: limits)
    }
}

extension Job<ChatResponse> {
    /// A chat completion, with the tools that are bound to the model.
    ///
    /// - Parameters:
    ///   - messages: The conversation, oldest message first. At least one.
    ///   - options: Settings of the call; its limits are those of the request that submits the job.
    /// - Returns: The job.
    public static func chat(_ messages: [Message], options: GenerateOptions = GenerateOptions()) -> Job {
        Job(.chat) { (model) throws(LLMError) in
            try model.service.chatRequest(
                messages, tools: model.tools, options: options,
                try model.service.settings(options[GatewayOptions.self]),
                streamed: false, flavour: .native)
        }
    }
}

extension Job<Response> {
    /// A response, with the tools that are bound to the model.
    ///
    /// - Parameters:
    ///   - input: What the user says, or a conversation.
    ///   - options: Settings of the call; its limits are those of the request that submits the job.
    /// - Returns: The job.
    public static func response(_ input: ResponseInput, options: ResponseOptions = ResponseOptions()) -> Job {
        Job(.response) { (model) throws(LLMError) in
            try model.service.responseRequest(
                input, tools: model.tools, options: options, streamed: false, flavour: .native)
        }
    }
}
