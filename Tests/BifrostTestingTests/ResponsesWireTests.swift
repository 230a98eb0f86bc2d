import BifrostTesting
import Testing

/// The exact bytes of responses and jobs.
@Suite(.timeLimit(.minutes(5)))
struct ResponsesWireTests {
    private static func body(_ input: String, _ more: String = "") -> String {
        "{\"model\":\"openai/gpt-4o-mini\",\"input\":\"\(input)\"\(more)}"
    }

    @Test(arguments: ["/v1/responses", "/openai/v1/responses"])
    func streamsNamedEventsWithoutDone(path: String) async throws {
        try await withGateway { _, client in
            try client.post(path, Self.body("2 + 2", ",\"stream\":true"))
            let answer = try client.answer()
            #expect(answer.header("content-type") == "text/event-stream")
            let chunks = answer.chunks.map { String(decoding: $0, as: UTF8.self) }
            let names = chunks.map { String($0.prefix { $0 != "\n" }.dropFirst("event: response.".count)) }
            let isNative = path.hasPrefix("/v1")
            #expect(
                names == ["created", "in_progress"] + (isNative ? ["ping"] : []) + [
                    "output_item.added", "content_part.added", "output_text.delta", "output_text.delta",
                    "output_text.delta", "output_text.delta", "output_text.delta", "output_text.done",
                    "content_part.done", "output_item.done", "completed",
                ])
            let number = isNative ? 5 : 4
            #expect(
                chunks[number] == """
                    event: response.output_text.delta
                    data: {"type":"response.output_text.delta","sequence_number":\(number),"output_index":0,\
                    "item_id":"msg_1","content_index":0,"delta":"2","item":null,"logprobs":null,\
                    "extra_fields":{"request_type":"responses_stream","provider":"openai",\
                    "model_requested":"gpt-4o-mini","latency":0,"chunk_index":\(number)}}


                    """)
        }
    }

    @Test func aWholeResponseHasItsNulls() async throws {
        try await withGateway { _, client in
            try client.post("/v1/responses", Self.body("2 + 2"))
            let answer = try client.answer()
            #expect(answer.header("x-bifrost-request-type") == "responses")
            #expect(
                answer.text == """
                    {"id":"resp_1","object":"response","created_at":1767225600,"completed_at":1767225600,\
                    "status":"completed","model":"gpt-4o-mini","output":[{"id":"msg_1","type":"message",\
                    "status":"completed","role":"assistant","content":[{"type":"output_text","text":"2 + 2 = 4",\
                    "annotations":[]}]}],"error":null,"incomplete_details":null,"instructions":null,\
                    "max_output_tokens":null,"max_tool_calls":null,"previous_response_id":null,"prompt_cache_key":null,\
                    "reasoning":null,"safety_identifier":null,"service_tier":null,"usage":{"input_tokens":10,\
                    "input_tokens_details":{"cached_tokens":0},"output_tokens":5,\
                    "output_tokens_details":{"reasoning_tokens":0},"total_tokens":15},"tools":null,\
                    "extra_fields":{"request_type":"responses","provider":"openai","model_requested":"gpt-4o-mini",\
                    "latency":0,"chunk_index":0}}

                    """)
        }
    }

    @Test(arguments: ["/v1/responses", "/openai/v1/responses"])
    func anErrorInTheMiddleIsNamedNativelyAlone(path: String) async throws {
        try await withGateway { gateway, client in
            gateway.enqueue(.fault(.errorFrame))
            try client.post(path, Self.body("2 + 2", ",\"stream\":true"))
            let last = try String(decoding: client.answer().chunks.last ?? [], as: UTF8.self)
            #expect(last.hasPrefix(path.hasPrefix("/v1") ? "event: error\ndata: {\"is_bif" : "data: {\"is_bif"))
            #expect(last.contains("\"status_code\":529"))
        }
    }

    @Test(arguments: [("/v1/responses", 400), ("/openai/v1/responses", 500)])
    func anInputIsNeeded(path: String, status: Int) async throws {
        try await withGateway { _, client in
            try client.post(path, "{\"model\":\"openai/gpt-4o\"}")
            #expect(try client.answer().status == status)
        }
    }

    @Test func aFallbackAnswers() async throws {
        try await withGateway { _, client in
            let body = #"{"model":"openai/overloaded","input":"2 + 2","fallbacks":["groq/llama-3.3-70b-versatile"]}"#
            try client.post("/v1/responses", body)
            let answer = try client.answer()
            #expect(answer.status == 200)
            #expect(answer.header("x-bifrost-fallback-index") == "1")
            #expect(answer.header("x-bifrost-request-type") == "responses")
        }
    }

    @Test func aJobIsPendingThenProcessingThenDone() async throws {
        try await withGateway { _, client in
            try client.post("/v1/async/responses", Self.body("2 + 2"), headers: "x-bf-async-job-result-ttl: 90061\r\n")
            let submitted = try client.answer()
            #expect(submitted.status == 202)
            #expect(
                submitted.text
                    == #"{"id":"job_1","status":"pending","created_at":"2026-01-01T00:00:00.123456789Z"}"#)
            try client.get("/v1/async/responses/job_1")
            let processing = try client.answer()
            #expect(processing.status == 202)
            #expect(processing.text.contains(#""status":"processing""#))
            try client.get("/v1/async/responses/job_1")
            let done = try client.answer()
            #expect(done.status == 200)
            #expect(
                done.text.hasPrefix(
                    #"{"id":"job_1","status":"completed","created_at":"2026-01-01T00:00:00.123456789Z","#
                        + #""completed_at":"2026-01-01T00:00:00.123456789Z","#
                        + #""expires_at":"2026-01-02T01:01:01.123456789Z","status_code":200,"result":{"id":"resp_1""#))
        }
    }

    @Test(arguments: ["/v1/async/responses/job_2", "/v1/async/embeddings/job_1", "/v1/async/responses/x"])
    func anUnknownJobIsNotFound(path: String) async throws {
        try await withGateway { _, client in
            try client.post("/v1/async/responses", Self.body("2 + 2"))
            #expect(try client.answer().status == 202)
            try client.get(path)
            #expect(try client.answer().status == 404)
        }
    }

    @Test func aJobCannotStream() async throws {
        try await withGateway { _, client in
            try client.post("/v1/async/responses", Self.body("2 + 2", ",\"stream\":true"))
            #expect(try client.answer().status == 400)
        }
    }

    @Test func aFailedJobIsAnswered200() async throws {
        try await withGateway { _, client in
            try client.post("/v1/async/chat/completions", chatBody("Hi", model: "openai/budget-exceeded"))
            _ = try client.answer()
            // One after the other: the client keeps nothing that comes behind the answer it reads.
            try client.get("/v1/async/chat/completions/job_1")
            _ = try client.answer()
            try client.get("/v1/async/chat/completions/job_1")
            let failed = try client.answer()
            #expect(failed.status == 200)
            #expect(failed.text.contains(#""status":"failed""#))
            #expect(failed.text.contains(#""status_code":402,"error":{"type":"budget_exceeded""#))
        }
    }
}
