import Bifrost
import CurlTransport
import HTTPTransport
import LLM
import LLMTesting
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
            // What is kept as bytes is shown as numbers.
            let numbers = text.split { !$0.isNumber }.joined(separator: " ")
            for secret in Self.secrets {
                #expect(!text.contains(secret), "\(type(of: value))", sourceLocation: sourceLocation)
                let bytes = secret.utf8.map { "\($0)" }.joined(separator: " ")
                #expect(!numbers.contains(bytes), "\(type(of: value))", sourceLocation: sourceLocation)
            }
        }
    }

    private var gatewayOptions: GatewayOptions {
        GatewayOptions(
            virtualKey: Secret(Self.secrets[1]), directKey: Secret(Self.secrets[0]),
            forwardedHeaders: ["x-note": Secret(Self.secrets[2])])
    }

    private var request: HTTPRequest {
        let fields = HTTPFields([.init(name: "authorization", value: "Bearer \(Self.secrets[0])")])
        return HTTPRequest(
            method: "POST", url: "http://host/v1?key=\(Self.secrets[1])", fields: fields,
            body: HTTPRequestBody(Array(Self.secrets[3].utf8)))
    }

    /// A program that stops prints such values too: `try!` and `fatalError` do it by `String(reflecting:)`.
    @Test func staysOutOfValuesThatHoldIt() throws {
        var options = GenerateOptions()
        options.gateway = gatewayOptions
        var transport = CurlTransport.Configuration()
        transport.proxy = .url("http://user:\(Self.secrets[0])@proxy")
        let recorder = RecordingTransport(
            wrapping: ScriptedTransport(.hello), redaction: Redaction(secrets: [Secret(Self.secrets[0])]))
        let head = HTTPResponseHead(status: 200, version: "HTTP/1.1", fields: request.fields, requestSent: .now)
        let raw = RawRequest(
            "GET", "/models", query: ["key": Self.secrets[1]], headers: ["authorization": Self.secrets[0]],
            body: .bytes(Array(Self.secrets[3].utf8), contentType: "text/plain"), gateway: gatewayOptions)
        let values: [Any] = [
            Secret(Self.secrets[0]), [Secret(Self.secrets[0])], ["key": Secret(Self.secrets[0])], config,
            gatewayOptions, options, request, request.fields, request.fields.all, request.body as Any, head, raw,
            recorder, transport, try CurlTransport(transport), try BifrostModel(config),
            try BifrostModel(config).bindTools([ToolDefinition(name: "clock")]), ReplayingTransport(Recording()),
            ModelCall(modelID: "m", isStreamed: true, messages: [], options: options),
            MediaFile.bytes(Array(Self.secrets[3].utf8), name: "a.wav"),
        ]
        for value in values { expectNoSecret(in: value) }
    }

    @Test func staysOutOfStreamsOfOtherEndpoints() throws {
        let model = try Harness(config, .hello).model
        expectNoSecret(in: model.streamResponse("Hello?"))
        expectNoSecret(in: model.relay(RawRequest("POST", "/chat/completions", gateway: gatewayOptions)))
        expectNoSecret(in: model.stream(.hello).relay())
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
            .json(200, "{", ["x-bifrost-request-id": "sk-api-1234567890"]),
        ]
        for answer in answers {
            let harness = try Harness(config.with(\.retries, .never), answer)
            let error = try await harness.model.stream([.user(Self.secrets[3])]).outcome().error
            expectNoSecret(in: try #require(error))
        }
    }
}
