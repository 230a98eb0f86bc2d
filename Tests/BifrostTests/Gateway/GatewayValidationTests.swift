import Bifrost
import TestSupport
import Testing

struct GatewayValidationTests {
    static let wrong: [(GatewayOptions, String)] = [
        (GatewayOptions(virtualKey: ""), "x-bf-vk"), (GatewayOptions(virtualKey: "hush\r\nx: y"), "x-bf-vk"),
        (GatewayOptions(directKey: ""), "directKey"), (GatewayOptions(directKey: "sk-bf-hush"), "virtualKey"),
        (GatewayOptions(directKey: "hush\u{0}"), "authorization"),
        (GatewayOptions(storedKey: .name("")), "x-bf-api-key"),
        (GatewayOptions(storedKey: .id(" ")), "x-bf-api-key-id"),
        (GatewayOptions(session: .init(id: "")), "x-bf-session-id"),
        (GatewayOptions(session: .init(id: "hush\n")), "x-bf-session-id"),
        (GatewayOptions(session: .init(ttl: .zero)), "session.ttl"),
        (GatewayOptions(cache: .init(key: "")), "x-bf-cache-key"),
        (GatewayOptions(cache: .init(ttl: .seconds(-1))), "cache.ttl"),
        (GatewayOptions(cache: .init(threshold: -0.1)), "threshold"),
        (GatewayOptions(cache: .init(threshold: 1.1)), "threshold"),
        (GatewayOptions(cache: .init(threshold: .nan)), "threshold"),
        (GatewayOptions(cache: .init(type: .init(rawValue: ""))), "x-bf-cache-type"),
        (GatewayOptions(fallbacks: ["gpt-4o"]), "fallbacks"), (GatewayOptions(fallbacks: ["/gpt-4o"]), "fallbacks"),
        (GatewayOptions(fallbacks: ["openai/"]), "fallbacks"), (GatewayOptions(fallbacks: ["a/b", ""]), "fallbacks"),
        (GatewayOptions(fallbacks: ["a/b c"]), "fallbacks"), (GatewayOptions(fallbacks: ["a/b\n"]), "fallbacks"),
        (GatewayOptions(requestID: ""), "x-request-id"), (GatewayOptions(requestID: "a\u{1b}"), "x-request-id"),
        (GatewayOptions(requestID: " a"), "x-request-id"), (GatewayOptions(parentRequestID: ""), "x-bf-parent"),
        (GatewayOptions(mcp: .init(clients: ["a,b"])), "mcp.clients"),
        (GatewayOptions(mcp: .init(clients: [""])), "mcp.clients"),
        (GatewayOptions(mcp: .init(tools: ["a ", "b"])), "mcp.tools"),
        (GatewayOptions(mcp: .init(tools: ["a\rb"])), "x-bf-mcp-include-tools"),
        (GatewayOptions(mcp: .init(sessionID: String(repeating: "m", count: 256))), "mcp.sessionID"),
        (GatewayOptions(requestTimeout: .zero), "requestTimeout"),
        (GatewayOptions(requestTimeout: .seconds(Int64.max)), "requestTimeout"),
        (GatewayOptions(streamIdleTimeout: .milliseconds(-1)), "streamIdleTimeout"),
        (GatewayOptions(guardrails: ["a", ""]), "guardrails"),
        (GatewayOptions(compat: [.init(rawValue: #"a","b"#)]), "compat"),
        (GatewayOptions(forwardedHeaders: ["": "v"]), "x-bf-eh-"),
        (GatewayOptions(forwardedHeaders: ["a b": "v"]), "x-bf-eh-"),
        (GatewayOptions(forwardedHeaders: ["a\r\nb": "v"]), "x-bf-eh-"),
        (GatewayOptions(forwardedHeaders: ["a": "hush\n"]), "x-bf-eh-a"),
        (GatewayOptions(forwardedHeaders: ["A": "v", "a": "v"]), "twice"),
        (GatewayOptions(prometheusLabels: ["ä": "v"]), "x-bf-prom-"),
        (GatewayOptions(logMetadata: ["a:": "v"]), "x-bf-lh-"), (GatewayOptions(dimensions: ["Path": "v"]), "path"),
        (GatewayOptions(maximTags: ["a": "v\u{7f}"]), "x-bf-maxim-a"),
    ]

    @Test(arguments: wrong.indices)
    func refuses(_ index: Int) async throws {
        let (options, word) = Self.wrong[index]
        let transport = ScriptedTransport(.hello)
        let ofModel = #expect(throws: LLMError.self) {
            try BifrostModel(.minimal, gateway: options, transport: transport)
        }
        let model = try BifrostModel(.minimal, transport: transport)
        var call = GenerateOptions()
        call.gateway = options
        let ofCall = await llmError { try await model.generate(.hello, options: call) }
        let ofStream = try await model.stream(.hello, options: call).outcome().error
        for error in [ofModel, ofCall, ofStream] {
            let error = try #require(error)
            #expect(error.code == .configuration)
            #expect(error.message.contains(word))
            #expect(!error.message.contains("hush"))
        }
        #expect(transport.requests.isEmpty)
    }

    @Test func acceptsWhatIsUsual() throws {
        let options = GatewayOptions(
            session: .init(id: "größe"), cache: .init(threshold: 0), fallbacks: ["a/b/c"], requestID: "r 1",
            mcp: .init(sessionID: String(repeating: "m", count: 255)), logMetadata: ["a": ""])
        _ = try BifrostModel(.minimal, gateway: options, transport: ScriptedTransport(.hello))
    }

    @Test func showsNamesAlone() {
        let options = GatewayOptions(
            virtualKey: "sk-bf-hush", directKey: "sk-hush", session: .init(id: "hush"), fallbacks: ["hush/hush"],
            requestTimeout: .seconds(Int64.max), forwardedHeaders: ["x-a": "hush"], logMetadata: ["b": "hush"])
        var call = GenerateOptions()
        call.gateway = options
        var dumped = ""
        dump(call, to: &dumped)
        dump(options, to: &dumped)
        let texts = [dumped, "\(options)", String(reflecting: options), "\(call)", String(reflecting: call)]
        for text in texts { #expect(!text.contains("hush")) }
        #expect(
            "\(options)"
                == "GatewayOptions(authorization, x-bf-direct-key, x-bf-vk, x-bf-session-id, x-bf-request-timeout, "
                + "x-bf-eh-x-a, x-bf-lh-b, fallbacks)")
    }

    @Test func keepsKeysOutOfErrors() async throws {
        let options = GatewayOptions(
            virtualKey: "sk-bf-hush", directKey: "sk-hush", forwardedHeaders: ["x-a": "hush-hush"])
        let transport = ScriptedTransport(
            .json(401, #"{"error":{"message":"sk-bf-hush and sk-hush and hush-hush"}}"#))
        let model = try BifrostModel(.minimal, gateway: options, transport: transport)
        let error = await llmError { try await model.generate(.hello) }
        #expect(error?.message == "••• and ••• and •••")
    }
}
