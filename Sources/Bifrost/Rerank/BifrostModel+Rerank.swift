internal import HTTPTransport
internal import LLM

extension BifrostModel {
    /// Orders documents by how well they answer a query (`POST /v1/rerank`, wherever the base URL leads).
    ///
    /// - Parameters:
    ///   - query: The question; not empty.
    ///   - documents: The documents, at least one.
    ///   - options: Settings of this call; the model must be one that reranks, with its provider before it.
    /// - Returns: The documents' positions and scores, in the gateway's order.
    /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
    public func rerank(
        _ query: String, documents: [RerankDocument], options: RerankOptions = RerankOptions()
    ) async throws -> RerankResponse {
        let call = try service.call(service.rerankRequest(query, documents, options))
        return try await call.json { (json, metadata) throws(LLMError) in
            try RerankResponse(json: json, documents: documents.count, metadata: metadata)
        }
    }
}

extension GatewayService {
    /// Makes a request for a ranking.
    func rerankRequest(
        _ query: String, _ documents: [RerankDocument], _ options: RerankOptions
    ) throws(LLMError) -> EndpointRequest {
        try RequestValidation.require(!query.isEmpty, "the query is empty")
        try RequestValidation.require(!documents.isEmpty, "there are no documents")
        try RequestValidation.require(options.topN ?? 1 >= 1, "RerankOptions.topN must be at least one")
        return try request("/rerank", base: .native, options: options) { (body, extra) throws(JSONError) in
            body.optional("query", query, unless: extra)
            try body.optional("documents", .array(documents.map(\.json)), unless: extra)
            body.optional("top_n", options.topN, unless: extra)
            body.optional("max_tokens_per_doc", options.maxTokensPerDocument, unless: extra)
            body.optional("priority", options.priority, unless: extra)
            body.optional("return_documents", options.returnsDocuments, unless: extra)
        }
    }
}
