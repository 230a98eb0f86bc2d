import HTTPTransport
import LLM
import LLMTesting
import TestSupport
import Testing

struct RedactionTests {
    /// What a recording may not hold; the last one stands in two pieces of an answer.
    private static let keys = [
        "sk-live-1234567890", "sk-bf-abcdefghij", "provider-key-1234", "proxy-pass-1234", "session=1234567890",
        "query-key/12345", "note-abcdefghij", "sk-cut-in-two-1234",
    ]

    private func recorded(_ redaction: Redaction = Redaction()) async throws -> Recording {
        let keys = Self.keys
        var request = HTTPRequest.post(
            "https://gateway/v1/models?api_key=\(keys[5])&provider=openai&other=\(keys[6])",
            #"{"prompt":"my key is \#(keys[0])"}"#)
        for (name, value) in [
            ("Authorization", "Bearer \(keys[0])"), ("X-BF-VK", keys[1]), ("x-bf-api-key", keys[2]),
            ("Proxy-Authorization", "Basic \(keys[3])"), ("cookie", "a=1; \(keys[4])"), ("X-Note", keys[6]),
            ("x-api-key", keys[7]), ("User-Agent", "tests"),
        ] { request.fields.append(name: name, value: value) }
        var answer = ScriptedAnswer.json(401, "")
        answer.fields["set-cookie"] = "s=cookie-1234567890; Path=/"
        answer.fields["x-ratelimit-remaining-tokens"] = "12"
        answer.fields["x-request-id"] = "id of \(keys[1])"
        answer.pieces = [
            #"{"error":"wrong key \#(keys[0]), cookie-1234567890, \#(keys[5].replacing("/", with: "\\/")), sk-cut-in-"#,
            #"two-1234"}"#, .failure(HTTPTransportError(.connectionLost, "lost after \(keys[2])")),
        ]
        let transport = RecordingTransport(wrapping: ScriptedTransport(answer), redaction: redaction)
        _ = await (try transport.execute(request)).body.texts()
        return transport.recording
    }

    @Test func noKeyIsInTheJSON() async throws {
        let text = try await recorded().text
        for key in Self.keys + ["cookie-1234567890", "query-key", "sk-cut", "1234567890"] {
            #expect(!text.contains(key), "\(key)")
        }
    }

    @Test func noKeyIsInADescription() async throws {
        let key = Self.keys[0]
        let transport = RecordingTransport(
            wrapping: ScriptedTransport(.json(200, "{}")), redaction: Redaction(secrets: [Secret(key)]))
        _ = try await transport.execute(.post("https://gateway/v1", "{}", [("authorization", "Bearer \(key)")]))
        var dumped = "\(transport) \(String(reflecting: transport))"
        dump(transport, to: &dumped)
        dump(ReplayingTransport(transport.recording), to: &dumped)
        #expect(!dumped.contains(key))
    }

    @Test func whatIsNoKeyIsKept() async throws {
        let exchange = try #require(try await recorded().exchanges.first)
        let (request, response) = (exchange.request, try #require(exchange.response))
        #expect(request.url == "https://gateway/v1/models?api_key=***&provider=openai&other=***")
        #expect(request.fields["content-type"] == "application/json" && request.fields["user-agent"] == "tests")
        #expect(request.fields["authorization"] == "***" && request.fields["x-note"] == "***")
        #expect(request.body == Array(#"{"prompt":"my key is ***"}"#.utf8))
        #expect(response.fields["x-ratelimit-remaining-tokens"] == "12")
        #expect(response.fields["x-request-id"] == "id of ***")
        #expect(response.fields["set-cookie"] == "***")
        #expect(response.text.hasPrefix(#"{"error":"wrong key ******************, "#))
    }

    @Test func masksWithoutMovingTheCuts() async throws {
        let pieces = try await recorded().exchanges[0].response?.pieces
        #expect(pieces?.count == 2)
        #expect(pieces?[1].bytes == Array(#"********"}"#.utf8))
    }

    @Test func credentialsCannotBeAllowed() async throws {
        let all = Redaction(
            allowedFields: ["*", "authorization", "x-api-key"], allowedQueryItems: ["api_key", "other"])
        let recording = try await recorded(all)
        let text = try recording.text
        for key in Self.keys where key != Self.keys[6] { #expect(!text.contains(key), "\(key)") }
        #expect(recording.exchanges[0].request.fields["x-note"] == Self.keys[6])
    }

    @Test func furtherSecretsAreMaskedEverywhere() async throws {
        let transport = RecordingTransport(
            wrapping: ScriptedTransport(.json(200, #"{"answer":"Ada"}"#)),
            redaction: Redaction(secrets: ["Ada", ""]))
        _ = await (try transport.execute(.post("https://gateway/users/Ada", #"{"user":"Ada"}"#))).body.texts()
        let text = try transport.recording.text
        #expect(!text.contains("Ada") && text.contains("https://gateway/users/***"))
    }
}
