/// `rerank`: a document counts by the share of the query's words that it has; the best one comes first.
enum RerankAnswer {
    static func script(_ request: ModelRequest, _ text: String?) throws(GatewayFailure) -> Script {
        let words = Words.split(try request.text("query", "query is required for rerank"))
        guard let documents = request.body["documents"]?.array, !documents.isEmpty else {
            throw request.refusal("documents are required for rerank")
        }
        let scores = documents.map { score($0["text"]?.string ?? "", words) }
        let order = scores.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }
        let best = order.prefix(request.body["top_n"]?.integer ?? order.count)
        let returnsDocuments = request.body["return_documents"]?.bool == true
        return .json([
            "id": .string("rerank-\(request.serial + 1)"),
            "results": .array(
                best.map { index -> JSONValue in
                    [
                        "index": .integer(index), "relevance_score": .number(scores[index]),
                        "document": returnsDocuments ? documents[index] : nil,
                    ]
                }),
            "model": .string(request.model), "usage": ["total_tokens": .integer(words.count)],
            "extra_fields": request.extraFields,
        ])
    }

    private static func score(_ text: String, _ query: [String]) -> Double {
        let words = Words.split(text)
        let found = query.count { word in words.contains { Words.areAkin($0, word) } }
        return Double(found) / Double(max(1, query.count))
    }
}
