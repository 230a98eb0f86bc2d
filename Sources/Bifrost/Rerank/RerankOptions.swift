public import LLM

/// Settings of a rerank; what is nil is left to the model.
public struct RerankOptions: Hashable, Sendable {
    /// The model to ask, such as `cohere/rerank-v3.5`.
    ///
    /// Nil asks the model of the configuration.
    public var model: String?
    /// How many documents to return, the best ones; at least one.
    ///
    /// Nil returns all.
    public var topN: Int?
    /// The most tokens of each document that are read (field `max_tokens_per_doc`).
    public var maxTokensPerDocument: Int?
    /// The call's rank among others, for providers that know ranks.
    public var priority: Int?
    /// Whether the results shall hold their documents (field `return_documents`).
    public var returnsDocuments: Bool?
    /// Further request fields, sent as they are; they win over a typed option of the same name.
    public var extraFields: [String: JSONValue]
    /// What the gateway shall do with this call; what is nil there is left to the model's own options.
    public var gateway: GatewayOptions
    /// Time limits of this call; what is `.inherit` there comes from the configuration.
    public var limits: TimeLimits

    /// Makes options.
    ///
    /// - Parameters:
    ///   - model: The model to ask.
    ///   - topN: How many documents to return.
    ///   - maxTokensPerDocument: The most tokens of each document that are read.
    ///   - priority: The call's rank among others.
    ///   - returnsDocuments: Whether the results shall hold their documents.
    ///   - extraFields: Further request fields.
    ///   - gateway: What the gateway shall do with this call.
    ///   - limits: Time limits of this call.
    public init(
        model: String? = nil,
        topN: Int? = nil,
        maxTokensPerDocument: Int? = nil,
        priority: Int? = nil,
        returnsDocuments: Bool? = nil,
        extraFields: [String: JSONValue] = [:],
        gateway: GatewayOptions = GatewayOptions(),
        limits: TimeLimits = TimeLimits()
    ) {
        self.model = model
        self.topN = topN
        self.maxTokensPerDocument = maxTokensPerDocument
        self.priority = priority
        self.returnsDocuments = returnsDocuments
        self.extraFields = extraFields
        self.gateway = gateway
        self.limits = limits
    }
}

extension RerankOptions: ModelCallOptions {
    /// None, since the drop-in has no such endpoint.
    static var gatewayFields: Set<String> { [] }
}
