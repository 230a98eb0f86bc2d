import Bifrost
import BifrostTesting
import HTTPTransport
import LLM
import TestSupport
import Testing

/// The gateway's list of models, of both flavours.
@Suite(.timeLimit(.minutes(5)))
struct ModelListTests {
    private static var configuration: EmbeddedGateway.Configuration {
        var configuration = EmbeddedGateway.Configuration()
        configuration.models = ["openai/a", "anthropic/b", "openai/c", "openai/d"]
        return configuration
    }

    @Test(arguments: [(nil, ["openai/a", "anthropic/b", "openai/c", "openai/d"]), ("anthropic", ["anthropic/b"])])
    func listsOfBothFlavours(_ provider: String?, _ expected: [String]) async throws {
        try await withEmbeddedGateway(Self.configuration) { gateway in
            for flavour in Flavour.allCases {
                let models = try await gateway.model("openai/a", flavour).models(provider: provider).collect()
                #expect(models.map(\.id) == expected)
                #expect(models.allSatisfy { $0.created == 1_767_225_600 && $0.owner != nil })
                #expect(models.allSatisfy { $0.additionalFields.isEmpty })
            }
        }
    }

    @Test func fetchesPageAfterPage() async throws {
        try await withEmbeddedGateway(Self.configuration) { gateway in
            let pages = try gateway.model().models(provider: "openai", pageSize: 2)
            var sizes: [Int] = []
            for try await page in pages {
                sizes.append(page.models.count)
                #expect(page.metadata.gateway.requestType == "list_models")
                #expect(gateway.requests.count == sizes.count)
            }
            #expect(sizes == [2, 1])
            #expect(try await pages.collect().map(\.id) == ["openai/a", "openai/c", "openai/d"])
            #expect(
                gateway.requests.map(\.path).prefix(2) == [
                    "/v1/models?page_size=2&provider=openai", "/v1/models?page_size=2&page_token=2&provider=openai",
                ])
        }
    }

    @Test func fetchesOnePage() async throws {
        try await withEmbeddedGateway(Self.configuration) { gateway in
            let first = try await gateway.model().modelPage(pageSize: 3)
            let token = try #require(first.nextPageToken)
            let second = try await gateway.model().modelPage(token: token, pageSize: 3)
            #expect(second.models.map(\.id) == ["openai/d"])
            #expect(second.nextPageToken == nil)
        }
    }

    @Test func endsAtATokenThatComesAgain() async throws {
        let harness = try Harness(.minimal, .json(200, #"{"data":[{"id":"a"}],"next_page_token":"x"}"#))
        let error = await llmError { try await harness.model.models().collect() }
        #expect(error?.code == .malformed)
        #expect(harness.transport.requests.count == 2)
    }

    @Test func sendsNothingBeforeItIsAsked() async throws {
        let harness = try Harness(.minimal, .json(200, #"{"data":null}"#))
        let pages = harness.model.models(options: ModelListOptions(query: ["q": "a b"]))
        #expect(harness.transport.requests.isEmpty)
        #expect(try await pages.collect().isEmpty)
        let request = try #require(harness.transport.requests.first)
        #expect(request.url == "http://gateway:8080/v1/models?q=a%20b")
        #expect(request.method == "GET")
        #expect(request.fields["content-type"] == nil)
    }

    @Test(arguments: [nil, "groq"])
    func tellsTheDropInTheProvider(_ provider: String?) async throws {
        let config = ProviderConfig.minimal.with(\.baseURL, "http://gateway/openai/v1")
        let harness = try Harness(config, .json(200, #"{"object":"","data":[]}"#))
        _ = try await harness.model.models(provider: provider, pageSize: 2).collect()
        let request = try #require(harness.transport.requests.first)
        #expect(request.url == "http://gateway/openai/v1/models")
        for name in ["x-bf-model-provider", "x-bf-list-models-provider"] {
            #expect(request.fields[name] == provider ?? "all")
        }
    }

    @Test func readsEveryField() async throws {
        let model = try BifrostModel.answered(by: Self.everyField)
        let page = try await model.modelPage()
        let info = try #require(page.models.first)
        #expect(page.models.count == 1)
        #expect(info.name == "M" && info.canonicalSlug == "s" && info.deployment == "d" && info.owner == "o")
        #expect(info.contextLength == 8 && info.maxInputTokens == 6 && info.maxOutputTokens == 2)
        #expect(info.description == "D" && info.huggingFaceID == "h" && info.isActive == true)
        #expect(info.supportedMethods == ["chat"] && info.supportedParameters == ["top_p"])
        #expect(info.architecture?.inputModalities == ["text", "image"])
        #expect(info.topProvider?.maxOutputTokens == 4 && info.topProvider?.isModerated == false)
        #expect(info.pricing?.prompt?.text == "0.00000015")
        #expect(info.pricing?.prompt?.value == 0.000_000_15)
        #expect(info.pricing?.completion?.value == 0.5)
        #expect(info.pricing?.request?.value == 0 && info.pricing?.image == nil)
        #expect(info.defaultParameters == ["temperature": 1.0])
        #expect(info.additionalFields == ["vendor": "x"])
        #expect(page.additionalFields == ["total": 1])
        let status = try #require(page.keyStatuses.last)
        #expect(page.keyStatuses.first?.status == .success)
        #expect(status.status == .failed && status.provider == "groq" && status.message == "bad key")
    }

    private static let everyField = #"""
        {"data":[{"id":"openai/m","name":"M","canonical_slug":"s","deployment":"d","created":0,"owned_by":"o",
        "context_length":"8","max_input_tokens":6,"max_output_tokens":2,"description":"D","hugging_face_id":"h",
        "active":true,"supported_methods":["chat"],"supported_parameters":["top_p"],"vendor":"x",
        "architecture":{"modality":"m","input_modalities":["text","image"],"output_modalities":["text"]},
        "pricing":{"prompt":"0.00000015","completion":0.5,"request":"0","image":"free"},
        "top_provider":{"is_moderated":false,"max_completion_tokens":4},"default_parameters":{"temperature":1.0},
        "per_request_limits":null},{"name":"without an id"},7],
        "key_statuses":[{"key_id":"1","status":"success","provider":"openai"},{"key_id":"2","status":"failed",
        "provider":"groq","error":{"is_bifrost_error":false,"error":{"message":"bad key"}}}],"total":1}
        """#

    @Test func readsTheDropInsShape() async throws {
        let json =
            #"{"object":"","data":[{"id":"g","object":"model","owned_by":"x","active":true,"context_window":9}]}"#
        let info = try #require(try await BifrostModel.answered(by: json).modelPage().models.first)
        #expect(info.contextLength == 9 && info.isActive == true && info.additionalFields.isEmpty)
    }

    @Test func saysThatAPageOfHTMLIsNoAnswer() async throws {
        try await withEmbeddedGateway { gateway in
            // The gateway has its user interface at every path that it does not know.
            let config = ProviderConfig(model: "m", baseURL: "http://127.0.0.1:\(gateway.port)/api/v2")
            let error = await llmError { try await BifrostModel(config).models().collect() }
            #expect(error?.code == .malformed)
            #expect(error?.message.contains("HTML") == true)
            #expect(error?.message.contains("base URL") == true)
            #expect(error?.metadata?.status == 200)
        }
    }

    @Test(arguments: ["[]", #"{"models":[]}"#, #"{"data":{}}"#, ""])
    func refusesWhatIsNoList(_ body: String) async throws {
        let error = await llmError { try await BifrostModel.answered(by: body).modelPage() }
        #expect(error?.code == .malformed)
    }

    @Test func refusesBadInput() async throws {
        let harness = try Harness(.minimal, .helloAtOnce)
        for pages in [
            harness.model.models(pageSize: 0), harness.model.models(provider: ""),
            harness.model.models(provider: "a\r\nb"),
        ] {
            #expect(await llmError { try await pages.collect() }?.code == .configuration)
        }
        #expect(harness.transport.requests.isEmpty)
    }
}
