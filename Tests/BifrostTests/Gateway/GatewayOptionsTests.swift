import BifrostTesting
import HTTPTransport
import TestSupport
import Testing

@testable import Bifrost

/// What the options become on a real connection, field by field.
@Suite(.timeLimit(.minutes(5)))
struct GatewayOptionsTests {
    /// The fields of the options in a request, as they were received.
    private func received(
        model: GatewayOptions = GatewayOptions(), call: GatewayOptions = GatewayOptions(), streamed: Bool = false,
        config: ProviderConfig = .minimal
    ) async throws -> RecordedRequest {
        try await withEmbeddedGateway { gateway in
            let model = try BifrostModel(config.with(\.baseURL, gateway.baseURL), gateway: model)
            var options = GenerateOptions()
            options.gateway = call
            // The options are kept by a model with tools.
            let bound = model.bindTools([ToolDefinition(name: "weather")]).bindTools([])
            if streamed {
                _ = try await bound.stream(.hello, options: options).collect()
            } else {
                _ = try await bound.generate(.hello, options: options)
            }
            return try await gateway.request(0)
        }
    }

    private static let usual: Set<String> = [
        "host", "user-agent", "content-type", "accept", "content-length", "x-request-id",
    ]

    private func lines(_ request: RecordedRequest) -> [String] {
        request.headers.filter { !Self.usual.contains($0.name.lowercased()) }.map { "\($0.name): \($0.value)" }
    }

    static let options: [(GatewayOptions, [String])] = [
        (GatewayOptions(), []),
        (GatewayOptions(virtualKey: "sk-bf-1"), ["x-bf-vk: sk-bf-1"]),
        (GatewayOptions(storedKey: .name("main")), ["x-bf-api-key: main"]),
        (GatewayOptions(storedKey: .id("k-1")), ["x-bf-api-key-id: k-1"]),
        (GatewayOptions(directKey: "sk-own"), ["authorization: Bearer sk-own", "x-bf-direct-key: true"]),
        (
            GatewayOptions(session: .init(id: "s 1", ttl: .seconds(1800))),
            ["x-bf-session-id: s 1", "x-bf-session-ttl: 1800s"]
        ),
        (
            GatewayOptions(
                cache: .init(key: "k", ttl: .milliseconds(1500), threshold: 0.85, type: .semantic, noStore: true)),
            [
                "x-bf-cache-key: k", "x-bf-cache-ttl: 1500ms", "x-bf-cache-threshold: 0.85",
                "x-bf-cache-type: semantic", "x-bf-cache-no-store: true",
            ]
        ),
        (
            GatewayOptions(cache: .init(threshold: 1, type: .direct, noStore: false)),
            ["x-bf-cache-threshold: 1.0", "x-bf-cache-type: direct", "x-bf-cache-no-store: false"]
        ),
        (GatewayOptions(parentRequestID: "p-1"), ["x-bf-parent-request-id: p-1"]),
        (
            GatewayOptions(returnsRawRequest: true, returnsRawResponse: false),
            ["x-bf-send-back-raw-request: true", "x-bf-send-back-raw-response: false"]
        ),
        (GatewayOptions(disablesContentLogging: true), ["x-bf-disable-content-logging: true"]),
        (
            GatewayOptions(mcp: .init(clients: ["files", "web"], tools: ["files-read", "web-*"], sessionID: "m")),
            [
                "x-bf-mcp-include-clients: files,web", "x-bf-mcp-include-tools: files-read,web-*",
                "x-bf-mcp-session-id: m",
            ]
        ),
        (
            GatewayOptions(mcp: .init(clients: [], tools: [])),
            ["x-bf-mcp-include-clients: ", "x-bf-mcp-include-tools: "]
        ),
        (
            GatewayOptions(requestTimeout: .seconds(90), streamIdleTimeout: .nanoseconds(1_500_001)),
            ["x-bf-request-timeout: 90s", "x-bf-stream-idle-timeout: 1500001ns"]
        ),
        (GatewayOptions(guardrails: ["g"]), ["x-bf-guardrail-id: g"]),
        (GatewayOptions(guardrails: ["g", "h"]), ["x-bf-guardrail-ids: g,h"]),
        (GatewayOptions(fallbacks: [], guardrails: [], compat: []), []),
        (
            GatewayOptions(compat: [.dropParameters, .convertChatToResponses]),
            [#"x-bf-compat: ["should_drop_params","convert_chat_to_responses"]"#]
        ),
        (GatewayOptions(compat: [.all]), [#"x-bf-compat: ["*"]"#]),
        (
            GatewayOptions(
                forwardedHeaders: ["X-Beta": "1", "X-Alpha": ""], prometheusLabels: ["team": "red"],
                logMetadata: ["order": "7"], dimensions: ["tier": "gold"], maximTags: ["trace-id": "t"]),
            [
                "x-bf-eh-X-Alpha: ", "x-bf-eh-X-Beta: 1", "x-bf-prom-team: red", "x-bf-lh-order: 7",
                "x-bf-dim-tier: gold", "x-bf-maxim-trace-id: t",
            ]
        ),
    ]

    @Test(arguments: options.indices, [false, true])
    func isSentAsWritten(_ index: Int, streamed: Bool) async throws {
        let (options, expected) = Self.options[index]
        #expect(lines(try await received(model: options, streamed: streamed)) == expected)
        #expect(lines(try await received(call: options, streamed: streamed)) == expected)
    }

    @Test(arguments: [
        (Duration.seconds(2), "2s"), (.seconds(5400), "5400s"), (.milliseconds(1), "1ms"),
        (.milliseconds(61_001), "61001ms"),
        (.microseconds(3), "3us"), (.nanoseconds(7), "7ns"),
        (Duration(secondsComponent: 1, attosecondsComponent: 1), "1000000001ns"),
        (.seconds(Int64.max), "9223372036854775807s"),
    ])
    func writesDurations(_ duration: Duration, _ text: String) {
        #expect(GatewayOptions(requestTimeout: duration).fields.map(\.value) == [text])
    }

    @Test(arguments: [false, true])
    func sendsFallbacks(streamed: Bool) async throws {
        let options = GatewayOptions(fallbacks: ["anthropic/claude-haiku-4-5", "openrouter/meta-llama/llama"])
        let body = try await received(call: options, streamed: streamed).bodyText
        #expect(
            body.contains(#","fallbacks":["anthropic/claude-haiku-4-5","openrouter/meta-llama/llama"]}"#)
                || body.contains(#","fallbacks":["anthropic/claude-haiku-4-5","openrouter/meta-llama/llama"],"#))
    }

    @Test func letsExtraFieldsWinOverFallbacks() async throws {
        let harness = try Harness(.minimal, .helloAtOnce)
        var options = GenerateOptions(extraFields: ["fallbacks": ["a/b"]])
        options.gateway.fallbacks = ["c/d"]
        _ = try await harness.model.generate(.hello, options: options)
        let body = String(decoding: try #require(harness.transport.requests.first?.body?.bytes), as: UTF8.self)
        #expect(body.contains(#""fallbacks":["a/b"]"#))
        #expect(!body.contains("c/d"))
    }

    @Test func takesOptionsFromCallThenModelThenConfiguration() async throws {
        var config = ProviderConfig.minimal.with(\.apiKey, "sk-api").with(\.headers, ["X-BF-Session-ID": "config"])
        config.virtualKey = "sk-bf-config"
        let model = GatewayOptions(
            virtualKey: "sk-bf-model", session: .init(id: "model", ttl: .seconds(5)),
            cache: .init(key: "k", noStore: true),
            fallbacks: ["a/b"], guardrails: ["g"], forwardedHeaders: ["X-A": "model", "X-B": "model"])
        let call = GatewayOptions(
            session: .init(id: "call"), cache: .init(noStore: false), fallbacks: [], forwardedHeaders: ["x-a": "call"])
        let request = try await received(model: model, call: call, config: config)
        #expect(
            lines(request).sorted() == [
                "authorization: Bearer sk-api", "x-bf-cache-key: k", "x-bf-cache-no-store: false",
                "x-bf-eh-X-B: model", "x-bf-eh-x-a: call", "x-bf-guardrail-id: g", "x-bf-session-id: call",
                "x-bf-session-ttl: 5s", "x-bf-vk: sk-bf-model",
            ])
        #expect(!request.bodyText.contains("fallbacks"))
        #expect(lines(try await received(config: config)).contains("x-bf-vk: sk-bf-config"))
    }
}

/// Runs a body against a fresh gateway, and stops it.
func withEmbeddedGateway<Value>(
    _ configuration: EmbeddedGateway.Configuration = .init(),
    _ body: (EmbeddedGateway) async throws -> Value
) async throws -> Value {
    let gateway = try await EmbeddedGateway.start(configuration)
    do {
        let value = try await body(gateway)
        await gateway.stop()
        return value
    } catch {
        await gateway.stop()
        throw error
    }
}
