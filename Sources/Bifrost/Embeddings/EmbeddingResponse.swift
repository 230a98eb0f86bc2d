public import LLM

/// The vectors of the inputs of a call.
public struct EmbeddingResponse: Hashable, Sendable {
    /// The vectors, one for each input, in the order of the inputs.
    public var embeddings: [Embedding]
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
    ///   - embeddings: The vectors, in the order of the inputs.
    ///   - model: The model that answered.
    ///   - usage: Token counts.
    ///   - additionalFields: Fields that have no name here.
    ///   - metadata: Status, headers and timing.
    public init(
        embeddings: [Embedding],
        model: String? = nil,
        usage: Usage? = nil,
        additionalFields: [String: JSONValue] = [:],
        metadata: ResponseMetadata = ResponseMetadata()
    ) {
        self.embeddings = embeddings
        self.model = model
        self.usage = usage
        self.additionalFields = additionalFields
        self.metadata = metadata
    }

    /// The vector of each input, in the order of the inputs.
    public var vectors: [[Float]] { embeddings.map(\.vector) }
}

/// The vector of one input.
public struct Embedding: Hashable, Sendable, Codable {
    /// The position of the input, from zero.
    public var index: Int
    /// The vectors: nearly always one; some models give one for each token.
    ///
    /// Integer forms, such as `int8`, are numbers as well. Never empty.
    public var parts: [[Float]]

    /// Makes an embedding.
    ///
    /// - Parameters:
    ///   - index: The position of the input.
    ///   - parts: The vectors.
    public init(index: Int, parts: [[Float]]) {
        self.index = index
        self.parts = parts
    }

    /// The vector, or the first one of several.
    public var vector: [Float] { parts.first ?? [] }
}
