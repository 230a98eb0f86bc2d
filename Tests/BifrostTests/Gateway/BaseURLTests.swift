import BifrostTesting
import LLM
import TestSupport
import Testing

@testable import Bifrost

/// Every form of a base URL, against the routes of a gateway.
@Suite(.timeLimit(.minutes(5)))
struct BaseURLTests {
    @Test(arguments: [
        ("", "/v1"), ("/", "/v1"), ("/v1", "/v1"), ("/v1/", "/v1"), ("/openai/v1", "/openai/v1"),
        ("/openai/v1//", "/openai/v1"), ("/openai", "/openai"), ("/openai/", "/openai"), ("/litellm/v1", "/litellm/v1"),
        ("/langchain", "/langchain"), ("/pydanticai/v1/", "/pydanticai/v1"), ("/cursor/v1", "/cursor/v1"),
    ])
    func reachesTheGateway(_ path: String, _ expected: String) async throws {
        try await withEmbeddedGateway { gateway in
            let isDropIn = !expected.hasPrefix("/v1")
            let config = ProviderConfig(
                model: isDropIn ? "gpt-4o" : "openai/gpt-4o", baseURL: "http://127.0.0.1:\(gateway.port)\(path)")
            let model = try BifrostModel(config)
            let options = GenerateOptions(extraFields: ["top_k": 3])
            #expect(try await !model.generate(.hello, options: options).text.isEmpty)
            #expect(try await !model.stream(.hello, options: options).collect().text.isEmpty)
            #expect(gateway.requests.map(\.path) == [String](repeating: "\(expected)/chat/completions", count: 2))
            // The drop-in takes the provider's fields in a place of its own.
            for request in gateway.requests {
                #expect(request.bodyText.contains(#""extra_params":{"top_k":3}"#) == isDropIn)
                #expect(request.bodyText.contains(#""top_k":3"#))
            }
        }
    }

    @Test(arguments: [
        ("http://host/openai/openai/deployments/eu-4o", GatewayFlavour.dropIn), ("http://host/a/openai/v1", .dropIn),
        ("http://host/openai_passthrough/v1", .native), ("http://host/cursor/gateway/v1", .native),
        ("http://openai/v1", .native), ("http://openai", .native), ("http://host/v1/v1", .native),
    ])
    func namesTheFlavour(_ url: String, _ flavour: GatewayFlavour) throws {
        #expect(try BaseURL(url).flavour == flavour)
    }

    @Test(arguments: ["http://host/v1/chat/completions", "http://host/openai/v1/chat/completions/"])
    func refusesAnEndpoint(_ url: String) {
        let error = #expect(throws: LLMError.self) { try BaseURL(url) }
        #expect(error?.code == .configuration)
        #expect(error?.message.contains("/chat/completions") == true)
    }
}
