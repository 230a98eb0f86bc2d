import Bifrost
import BifrostTesting
import HTTPTransport
import LLM
import TestSupport
import Testing

/// Vectors of texts and tokens.
@Suite(.timeLimit(.minutes(5)))
struct EmbeddingTests {
    private static let modelName = "openai/text-embedding-3-small"

    private static let inputs: [(EmbeddingInput, String)] = [
        (.text("a"), #""a""#), (.texts(["a", "b\n"]), #"["a","b\n"]"#), (.tokens([1, 2]), "[1,2]"),
        (.tokenLists([[1], [2, 3]]), "[[1],[2,3]]"),
    ]

    @Test(arguments: Flavour.allCases)
    func embedsOverSockets(_ flavour: Flavour) async throws {
        try await withEmbeddedGateway { gateway in
            let model = try gateway.model(Self.modelName, flavour)
            for (input, wire) in Self.inputs {
                let plain = try await model.embed(input)
                #expect(plain.embeddings.map(\.index) == Array(0..<input.count))
                #expect(plain.vectors.allSatisfy { $0.count == 8 })
                #expect(
                    try await model.embed(input, options: EmbeddingOptions(encoding: .base64)).vectors == plain.vectors)
                #expect(gateway.requests.last?.bodyText.contains(#""input":\#(wire)"#) == true)
            }
            let response = try await model.embed(["red fox", "red fish"], options: EmbeddingOptions(dimensions: 3072))
            #expect(response.vectors.map(\.count) == [3072, 3072])
            #expect(response.usage?.input == 4)
            #expect(response.model == "text-embedding-3-small")
            #expect(response.metadata.gateway.requestType == "embedding")
            #expect(response.additionalFields.isEmpty)
        }
    }

    @Test func putsTheVectorsInTheOrderOfTheInputs() async throws {
        let model = try BifrostModel.answered(
            by: #"{"data":[{"index":2,"embedding":[3]},{"index":0,"embedding":[1]},{"index":1,"embedding":[2]}],"x":1}"#
        )
        let response = try await model.embed(["a", "b", "c"])
        #expect(response.vectors == [[1], [2], [3]])
        #expect(response.additionalFields == ["x": 1])
        #expect(response.usage == nil)
    }

    @Test(
        arguments: [
            ("[0.5,-1e-3, 2E2 ,7]", [[0.5, -0.001, 200, 7]]), ("[[1,2],[3]]", [[1, 2], [3]]),
            ("[-128,127]", [[-128, 127]]),
            (#""AACAPwAAAMA=""#, [[1, -2]]), (#""\/\/9\/fw==""#, [[Float(bitPattern: 0x7F7F_FFFF)]]),
            ("[0.1234567890123456789012345,1e-45]", [[0.123_456_79, .leastNonzeroMagnitude]]),
            ("[3.4028235e38]", [[.greatestFiniteMagnitude]]),
        ] as [(String, [[Float]])])
    func readsEveryForm(_ embedding: String, _ parts: [[Float]]) async throws {
        let model = try BifrostModel.answered(by: #"{"data":[{"embedding":\#(embedding)}]}"#)
        #expect(try await model.embed(.text("a")).embeddings.map(\.parts) == [parts])
    }

    @Test(arguments: [
        #"{"data":[]}"#, #"{"data":null}"#, #"{"data":[{"index":0,"embedding":[1]}]}"#,
        #"{"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[1]}]}"#,
        #"{"data":[{"index":1,"embedding":[1]},{"index":2,"embedding":[1]}]}"#,
        #"{"data":[{"embedding":[1]},{"embedding":[]}]}"#, #"{"data":[{"embedding":[1]},{"embedding":["a"]}]}"#,
        #"{"data":[{"embedding":[1]},{"embedding":"AAA="}]}"#, #"{"data":[{"embedding":[1]},{"embedding":"*"}]}"#,
        #"{"data":[{"embedding":[1]},{"embedding":[1e999]}]}"#, #"{"data":[{"embedding":[1]},{"embedding":[[1],2]}]}"#,
        #"{"data":[{"embedding":[1]},{"embedding":[1]},{"embedding":[1]}]}"#, "[]", #"{"data":[{"embedding":[1"#,
    ])
    func refusesAnAnswerThatLacksAVector(_ body: String) async throws {
        let error = await llmError { try await BifrostModel.answered(by: body).embed(["a", "b"]) }
        #expect(error?.code == .malformed)
        #expect(error?.metadata?.status == 200)
    }

    @Test func throwsAnErrorThatASuccessDeclares() async throws {
        let body = #"{"status_code":429,"error":{"type":"rate_limit_exceeded","message":"slow down"}}"#
        let error = await llmError { try await BifrostModel.answered(by: body).embed(["a"]) }
        #expect(error?.code == .rateLimited)
        #expect(error?.message == "slow down")
    }

    @Test func writesEveryOption() async throws {
        let options = EmbeddingOptions(
            model: "openai/other", dimensions: 4, encoding: .base64, user: "u",
            extraFields: ["input_type": "query", "dimensions": 5], gateway: GatewayOptions(fallbacks: ["cohere/e"]))
        for (base, nested) in [("/v1", false), ("/openai/v1", true)] {
            let harness = try Harness(
                .minimal.with(\.baseURL, "http://gateway\(base)"), .json(200, #"{"data":[{"embedding":[1]}]}"#))
            _ = try await harness.model.embed(["a"], options: options)
            let request = try #require(harness.transport.requests.first)
            #expect(request.fields["x-bf-passthrough-extra-params"] == "true")
            var expected: JSONValue = [
                "model": "openai/other", "input": ["a"], "encoding_format": "base64", "user": "u", "dimensions": 5,
                "fallbacks": ["cohere/e"],
            ]
            expected[nested ? "extra_params" : "input_type"] = nested ? ["input_type": "query"] : "query"
            #expect(try JSONValue(parsing: request.body?.bytes ?? []) == expected)
        }
    }

    @Test(arguments: [
        EmbeddingInput.texts([]), .tokens([]), .tokenLists([]), .tokenLists([[1], []]),
    ])
    func refusesNothing(_ input: EmbeddingInput) async throws {
        let harness = try Harness(.minimal, .helloAtOnce)
        #expect(await llmError { try await harness.model.embed(input) }?.code == .configuration)
        let options = [EmbeddingOptions(dimensions: 0), EmbeddingOptions(model: "")]
        for options in options {
            #expect(await llmError { try await harness.model.embed(["a"], options: options) }?.code == .configuration)
        }
        #expect(harness.transport.requests.isEmpty)
    }

    @Test(arguments: [
        (Fault.rateLimited, LLMError.Code.rateLimited), (.resetMidStream, .truncated), (.closeMidChunk, .truncated),
        (.malformedJSON, .malformed), (.emptyStream, .malformed), (.htmlInsteadOfAnswer, .malformed),
        (.queueFull, .overloaded), (.modelNotFound, .notFound),
    ])
    func failsAsChatsDo(_ fault: Fault, _ code: LLMError.Code) async throws {
        try await withEmbeddedGateway { gateway in
            gateway.enqueue(.fault(fault))
            #expect(await llmError { try await gateway.model(Self.modelName).embed(["a"]) }?.code == code)
            let named = try gateway.model("openai/\(fault.rawValue)")
            #expect(await llmError { try await named.embed(["a"]) }?.code == code)
        }
    }
}
