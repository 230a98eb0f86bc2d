import BifrostTesting
import Testing

/// The exact bytes of both flavours.
@Suite(.timeLimit(.minutes(5)))
struct ChatWireTests {
    private static let france = """
        {"model":"openai/gpt-4o-mini","messages":[{"role":"user","content":"What is the capital of France?"}]}
        """

    private static func streamed(_ body: String) -> String { String(body.dropLast()) + ",\"stream\":true}" }

    @Test
    func plainNative() async throws {
        try await withGateway { gateway, client in
            try client.post("/v1/chat/completions", Self.france)
            let answer = try client.answer()
            #expect(
                answer.head == """
                    HTTP/1.1 200 OK\r
                    Content-Type: application/json\r
                    x-bifrost-request-id: 00000000-0000-4000-8000-000000000001\r
                    x-bifrost-provider: openai\r
                    x-bifrost-original-model: gpt-4o-mini\r
                    x-bifrost-resolved-model: gpt-4o-mini\r
                    x-bifrost-request-type: chat_completion\r
                    Content-Length: \(answer.body.count)\r
                    \r

                    """)
            #expect(
                answer.text == """
                    {"id":"chatcmpl-1","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant",\
                    "content":"The capital of France is Paris."}}],"created":1767225600,"model":"gpt-4o-mini",\
                    "object":"chat.completion","system_fingerprint":"fp_embedded","usage":{"prompt_tokens":13,\
                    "prompt_tokens_details":{"cached_tokens":0},"completion_tokens":6,"total_tokens":19},\
                    "extra_fields":{"request_type":"chat_completion","provider":"openai","model_requested":"gpt-4o-mini",\
                    "latency":0,"chunk_index":0}}

                    """)
        }
    }

    @Test(arguments: ["/v1/chat/completions", "/openai/v1/chat/completions", "/openai/chat/completions"])
    func stream(path: String) async throws {
        try await withGateway { gateway, client in
            try client.post(path, Self.streamed(Self.france))
            let answer = try client.answer()
            #expect(answer.header("content-type") == "text/event-stream")
            #expect(answer.header("cache-control") == "no-cache")
            let chunks = answer.chunks.map { String(decoding: $0, as: UTF8.self) }
            #expect(chunks.allSatisfy { $0.hasPrefix("data: ") && $0.hasSuffix("\n\n") })
            #expect(chunks.count == 9)
            #expect(
                chunks[1] == """
                    data: {"id":"chatcmpl-1","choices":[{"index":0,"delta":{"content":"The"}}],"created":1767225600,\
                    "model":"gpt-4o-mini","object":"chat.completion.chunk","system_fingerprint":"fp_embedded","usage":null,\
                    "extra_fields":{"request_type":"chat_completion_stream","provider":"openai",\
                    "model_requested":"gpt-4o-mini","latency":0,"chunk_index":1}}


                    """)
            #expect(
                chunks[7] == """
                    data: {"id":"chatcmpl-1","choices":[{"index":0,"finish_reason":"stop","delta":{}}],"created":0,\
                    "model":"","object":"chat.completion.chunk","system_fingerprint":"","usage":{"prompt_tokens":13,\
                    "prompt_tokens_details":{"cached_tokens":0},"completion_tokens":6,"total_tokens":19},\
                    "extra_fields":{"request_type":"chat_completion_stream","provider":"openai",\
                    "model_requested":"gpt-4o-mini","latency":0,"chunk_index":7}}


                    """)
            #expect(chunks[8] == "data: [DONE]\n\n")
        }
    }

    @Test
    func connectionIsReusedAfterACleanEnd() async throws {
        try await withGateway { gateway, client in
            for _ in 0..<3 {
                try client.post("/v1/chat/completions", Self.streamed(Self.france))
                #expect(try client.answer().status == 200)
            }
            #expect(gateway.acceptedConnections == 1)
            #expect(gateway.requests.map(\.connection) == [0, 0, 0])
        }
    }

    @Test
    func charactersOfHTMLAreEscapedAsInGo() async throws {
        try await withGateway { gateway, client in
            gateway.enqueue(.chat("<a> & \u{2028}\"b\"\n"))
            try client.post("/v1/chat/completions", Self.france)
            #expect(try client.answer().text.contains(#""content":"\u003ca\u003e \u0026 \u2028\"b\"\n""#))
        }
    }
}
