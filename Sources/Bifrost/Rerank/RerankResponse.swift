public import LLM

/// Documents in the order in which they answer a query.
public struct RerankResponse: Hashable, Sendable {
    /// The documents that the model chose, in the gateway's order: the best one first.
    public var results: [RerankResult]
    /// The answer's id.
    ///
    /// Nil when the server sent none.
    public var id: String?
    /// The model that answered, in the provider's words.
    ///
    /// Nil when the server did not say.
    public var model: String?
    /// Token counts.
    ///
    /// Nil when none were reported.
    public var usage: Usage?
    /// Fields that have no name here.
    public var additionalFields: [String: JSONValue]
    /// Status, headers, timing, and what the gateway told.
    public var metadata: ResponseMetadata

    /// Makes a response.
    ///
    /// - Parameters:
    ///   - results: The documents that the model chose, the best one first.
    ///   - id: The answer's id.
    ///   - model: The model that answered.
    ///   - usage: Token counts.
    ///   - additionalFields: Fields that have no name here.
    ///   - metadata: Status, headers and timing.
    public init(
        results: [RerankResult],
        id: String? = nil,
        model: String? = nil,
        usage: Usage? = nil,
        additionalFields: [String: JSONValue] = [:],
        metadata: ResponseMetadata = ResponseMetadata()
    ) {
        self.results = results
        self.id = id
        self.model = model
        self.usage = usage
        self.additionalFields = additionalFields
        self.metadata = metadata
    }
}

/// A document's place in a rerank.
public struct RerankResult: Hashable, Sendable, Codable {
    /// The document's position among those that were sent, from zero.
    public var index: Int
    /// How well it answers the query (field `relevance_score`); what the number means depends on the model.
    public var score: Double
    /// The document.
    ///
    /// Nil unless ``RerankOptions/returnsDocuments`` asked for it.
    public var document: RerankDocument?
    /// Fields that have no name here.
    public var additionalFields: [String: JSONValue]

    /// Makes a result.
    ///
    /// - Parameters:
    ///   - index: The document's position among those that were sent.
    ///   - score: How well it answers the query.
    ///   - document: The document.
    ///   - additionalFields: Fields that have no name here.
    public init(
        index: Int, score: Double, document: RerankDocument? = nil, additionalFields: [String: JSONValue] = [:]
    ) {
        self.index = index
        self.score = score
        self.document = document
        self.additionalFields = additionalFields
    }
}

extension RerankResponse {
    /// Reads an answer.
    ///
    /// - Parameters:
    ///   - json: The answer.
    ///   - documents: How many documents there were. Nil when nobody counted.
    ///   - metadata: What is known of the exchange.
    /// - Throws: ``LLMError/Code/malformed`` for what is no ranking of them.
    init(json: JSONValue, documents: Int?, metadata: ResponseMetadata) throws(LLMError) {
        guard var members = JSONMembers(json), let list = members.list("results") else {
            throw LLMError(.malformed, "the answer has no results")
        }
        self.init(results: [], metadata: metadata)
        for element in list {
            guard let result = RerankResult(json: element), 0..<(documents ?? .max) ~= result.index else {
                throw LLMError(.malformed, "a result of the answer names none of the documents, or has no score")
            }
            results.append(result)
        }
        id = members.filledText("id")
        model = members.filledText("model")
        usage = members.take("usage", Usage.init(json:))
        members.drop("extra_fields", "id", "model")
        additionalFields = members.rest
    }
}

extension RerankResult {
    fileprivate init?(json: JSONValue) {
        guard var members = JSONMembers(json), let score = members.number("relevance_score") else { return nil }
        guard let index = members.integer("index") else { return nil }
        self.init(index: index, score: score)
        document = members.take("document", RerankDocument.init(json:))
        additionalFields = members.rest
    }
}
