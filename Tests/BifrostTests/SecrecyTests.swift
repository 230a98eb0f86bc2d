import Bifrost
import HTTPTransport
import TestSupport
import Testing

struct SecrecyTests {
    private static let secrets = ["sk-api-1234567890", "sk-bf-1234567890", "note-1234567890", "a private question"]

    private var config: ProviderConfig {
        var config = ProviderConfig.minimal.with(\.apiKey, Secret(Self.secrets[0]))
            .with(\.headers, ["x-note": Secret(Self.secrets[2])])
        config.virtualKey = Secret(Self.secrets[1])
        return config
    }

    private static func dumped(_ value: some Any) -> String {
        var text = ""
        dump(value, to: &text)
        return text
    }

    private func expectNoSecret(in value: some Any, sourceLocation: SourceLocation = #_sourceLocation) {
        var dumped = ""
        dump(value, to: &dumped)
        for text in [dumped, String(describing: value), String(reflecting: value)] {
            for secret in Self.secrets { #expect(!text.contains(secret), sourceLocation: sourceLocation) }
        }
    }

    @Test func staysOutOfModelsAndStreams() async throws {
        let harness = try Harness(config, .hello)
        expectNoSecret(in: config)
        expectNoSecret(in: harness.model)
        let stream = harness.model.stream([.user(Self.secrets[3])])
        var iterator = stream.makeAsyncIterator()
        expectNoSecret(in: stream)
        _ = try await iterator.next(isolation: nil)
        expectNoSecret(in: iterator)
    }

    @Test(arguments: ["sk-live-1234567890", "Bearer sk-live-1234567890"])
    func headersOfARawRequestAreSecrets(_ value: String) async throws {
        let harness = try Harness(
            .minimal, .json(401, #"{"error":{"message":"Incorrect key: sk-live-1234567890"}}"#))
        let request = RawRequest("GET", "/models", headers: ["authorization": value], body: .json(["q": "private"]))
        for text in ["\(request)", String(reflecting: request), Self.dumped(request)] {
            #expect(!text.contains("sk-live") && !text.contains("private"))
        }
        let error = await llmError { try await harness.model.raw(request) }
        #expect(error?.code == .authentication)
        #expect(error?.message.contains("sk-live") == false)
    }

    @Test func staysOutOfErrors() async throws {
        let answers: [ScriptedAnswer] = [
            .json(401, #"{"error":{"message":"bad key sk-api-1234567890 and sk-bf-1234567890"}}"#),
            .failing(HTTPTransportError(.connect, "refused")),
            .events("\(Event.error(500, "echo of note-1234567890"))"),
        ]
        for answer in answers {
            let harness = try Harness(config.with(\.retries, .never), answer)
            let error = try await harness.model.stream([.user(Self.secrets[3])]).outcome().error
            expectNoSecret(in: try #require(error))
        }
    }
}
