import Bifrost
import BifrostTesting
import HTTPTransport
import LLM
import TestSupport
import Testing

/// Documents in the order of a query.
@Suite(.timeLimit(.minutes(5)))
struct RerankTests {
    private static let documents: [RerankDocument] = [
        "The Nile is a river.", RerankDocument("Paris is the capital of France.", id: "p", meta: ["page": 3]),
        "France has wine.",
    ]

    /// The endpoint is native alone, wherever the base URL leads.
    @Test(arguments: Flavour.allCases)
    func ordersDocuments(_ flavour: Flavour) async throws {
        try await withEmbeddedGateway { gateway in
            let model = try gateway.model("cohere/rerank-v3.5", flavour)
            let all = try await model.rerank("capital of France", documents: Self.documents)
            #expect(all.results.map(\.index) == [1, 2, 0])
            #expect(all.results.map(\.score) == [1, 1.0 / 3, 0])
            #expect(all.results.allSatisfy { $0.document == nil })
            #expect(all.model == "rerank-v3.5" && all.id != nil && all.usage?.total == 3)
            #expect(all.metadata.gateway.requestType == "rerank")
            let best = try await model.rerank(
                "capital of France", documents: Self.documents, options: RerankOptions(topN: 1, returnsDocuments: true))
            #expect(best.results.map(\.document) == [Self.documents[1]])
            #expect(gateway.requests.allSatisfy { $0.path == "/v1/rerank" })
        }
    }

    @Test func writesEveryOption() async throws {
        let harness = try Harness(
            .minimal.with(\.baseURL, "http://gateway/openai/v1"), .json(200, #"{"results":[]}"#))
        let options = RerankOptions(
            model: "cohere/r", topN: 2, maxTokensPerDocument: 100, priority: 1, returnsDocuments: false,
            extraFields: ["x": 1], gateway: GatewayOptions(fallbacks: ["voyage/r"]))
        _ = try await harness.model.rerank("q", documents: [Self.documents[1], "b"], options: options)
        let body = try JSONValue(parsing: harness.transport.requests.first?.body?.bytes ?? [])
        #expect(
            body == [
                "model": "cohere/r", "query": "q", "top_n": 2, "max_tokens_per_doc": 100, "priority": 1,
                "return_documents": false, "x": 1, "fallbacks": ["voyage/r"],
                "documents": [
                    ["text": "Paris is the capital of France.", "id": "p", "meta": ["page": 3]], ["text": "b"],
                ],
            ])
    }

    @Test func keepsTheGatewaysOrder() async throws {
        let model = try BifrostModel.answered(
            by:
                #"{"results":[{"index":1,"relevance_score":"0.25","document":"b","z":1},{"index":0,"relevance_score":9}]}"#
        )
        let results = try await model.rerank("q", documents: ["a", "b"]).results
        #expect(results.map(\.index) == [1, 0])
        #expect(results.map(\.score) == [0.25, 9])
        #expect(results[0].document == "b")
        #expect(results[0].additionalFields == ["z": 1])
    }

    @Test(arguments: [
        "{}", #"{"results":{}}"#, #"{"results":[{"index":2,"relevance_score":1}]}"#,
        #"{"results":[{"index":-1,"relevance_score":1}]}"#, #"{"results":[{"relevance_score":1}]}"#,
        #"{"results":[{"index":0}]}"#, #"{"results":[0]}"#,
    ])
    func refusesAnAnswerThatNamesNoDocument(_ body: String) async throws {
        let error = await llmError { try await BifrostModel.answered(by: body).rerank("q", documents: ["a", "b"]) }
        #expect(error?.code == .malformed)
    }

    @Test func refusesBadInput() async throws {
        let harness = try Harness(.minimal, .helloAtOnce)
        let model = harness.model
        #expect(await llmError { try await model.rerank("", documents: ["a"]) }?.code == .configuration)
        #expect(await llmError { try await model.rerank("q", documents: []) }?.code == .configuration)
        let options = RerankOptions(topN: 0)
        #expect(
            await llmError { try await model.rerank("q", documents: ["a"], options: options) }?.code == .configuration)
        #expect(harness.transport.requests.isEmpty)
    }
}
