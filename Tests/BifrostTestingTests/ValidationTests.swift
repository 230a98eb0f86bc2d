import Testing

@testable import BifrostTesting

/// Errors, and how the flavours differ in them.
@Suite(.timeLimit(.minutes(5)))
struct ValidationTests {
    private static let native = "/v1/chat/completions"
    private static let dropIn = "/openai/v1/chat/completions"

    private static let cases: [(body: String, native: Int, dropIn: Int)] = [
        ("not json", 400, 500), ("[]", 400, 500), (#"{"messages":[]}"#, 400, 500),
        (#"{"model":"openai/gpt-4o","messages":[]}"#, 400, 500), (#"{"model":"openai/gpt-4o"}"#, 400, 500),
        (chatBody("Hello", #""stop":"x""#), 400, 500), (chatBody("Hello", #""stream":"yes""#), 400, 500),
        (chatBody("Hello", #""reasoning_effort":"low","reasoning":{"effort":"low"}"#), 400, 400),
        (chatBody("Hello", #""temperature":3"#), 400, 400), (chatBody("Hello", #""max_tokens":0"#), 400, 400),
        (chatBody("Hello", #""top_logprobs":"5""#), 400, 500), (chatBody("Hello", #""logit_bias":[1]"#), 400, 500),
        (chatBody("Hello", #""modalities":"text""#), 400, 500), (chatBody("Hello", #""audio":"alloy""#), 400, 500),
        (chatBody("Hello", #""web_search_options":true"#), 400, 500), (chatBody("Hello", #""store":1"#), 400, 500),
        (chatBody("Hello", #""tool_choice":1"#), 400, 500), (chatBody("Hello", #""verbosity":{}"#), 400, 500),
        (chatBody("Hello", model: "openai/none"), 404, 404), (chatBody("Hello", model: "queue-full"), 400, 500),
    ]

    @Test(arguments: cases.indices, [native, dropIn])
    func invalidRequestsAreRefused(index: Int, path: String) async throws {
        try await withGateway { _, client in
            let (body, native, dropIn) = Self.cases[index]
            try client.post(path, body)
            let answer = try client.answer()
            #expect(answer.status == (path == Self.native ? native : dropIn))
            #expect(answer.header("content-type") == "application/json")
            let envelope = try answer.json()
            #expect(envelope["is_bifrost_error"] == false)
            #expect(envelope["error"]?["message"]?.string?.isEmpty == false)
            #expect(envelope["status_code"]?.integer ?? answer.status == answer.status)
        }
    }

    @Test
    func modelNames() async throws {
        try await withGateway { _, client in
            try client.post(Self.native, chatBody("Hello", model: "gpt-4o"))
            let refusal = try client.answer()
            #expect(refusal.status == 400)
            #expect(try refusal.json()["error"]?["message"] == "model should be in provider/model format")
            try client.post(Self.dropIn, chatBody("Hello", model: "gpt-4o"))
            #expect(try client.answer().json()["extra_fields"]?["provider"] == "openai")
            try client.post(Self.dropIn, chatBody("Hello", model: "anthropic/claude-sonnet-4-5"))
            #expect(try client.answer().json()["extra_fields"]?["provider"] == "anthropic")
        }
    }

    @Test
    func unknownModelsLookLikeAProvidersError() async throws {
        try await withGateway { _, client in
            try client.post(Self.dropIn, chatBody("Hello", model: "none"))
            let answer = try client.answer()
            #expect(
                answer.text == """
                    {"is_bifrost_error":false,"status_code":404,"error":{"type":"invalid_request_error",\
                    "code":"model_not_found","message":"The model `none` does not exist or you do not have access \
                    to it."},"extra_fields":{"provider":"openai","model_requested":"none",\
                    "request_type":"chat_completion"}}
                    """)
        }
    }

    @Test
    func fallbacksAnswerForAModelThatFails() async throws {
        try await withGateway { _, client in
            let option = #""fallbacks":["nonsense","openai/none","anthropic/claude-sonnet-4-5"]"#
            try client.post(Self.native, chatBody("Hello", option, model: "openai/overloaded"))
            let answer = try client.answer()
            #expect(answer.header("x-bifrost-provider") == "anthropic")
            #expect(answer.header("x-bifrost-fallback-index") == "2")
            try client.post(Self.native, chatBody("Hello", #""fallbacks":["openai/none"]"#, model: "openai/overloaded"))
            #expect(try client.answer().status == 529)
        }
    }

    @Test
    func bodiesBeyondTheLimitAreRefused() async throws {
        var configuration = EmbeddedGateway.Configuration()
        configuration.maximumBodyBytes = 10
        try await withGateway(configuration) { _, client in
            try client.post(Self.native, chatBody("Hello"))
            #expect(String(decoding: try client.receiveAll(), as: UTF8.self).hasPrefix("HTTP/1.1 413 "))
        }
    }
}
