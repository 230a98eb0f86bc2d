@testable import BifrostTesting
import Testing

/// The exact form of what endpoints other than chat answer.
@Suite(.timeLimit(.minutes(5)))
struct EndpointWireTests {
    private static let bases = ["/v1", "/openai/v1"]

    @Test(arguments: bases)
    func embeddings(base: String) async throws {
        try await withGateway { _, client in
            let body = #"{"model":"openai/text-embedding-3-small","input":["a b","a"],"dimensions":2"#
            try client.post("\(base)/embeddings", body + "}")
            let answer = try client.answer()
            #expect(answer.header("x-bifrost-provider") == "openai")
            let json = try answer.json()
            #expect(json.object?.keys == ["object", "model", "data", "usage", "extra_fields"])
            #expect(json["object"] == "list" && json["usage"]?["prompt_tokens"] == 3)
            #expect(json["extra_fields"]?["request_type"] == "embedding")
            let vectors = json["data"]?.array ?? []
            #expect(vectors.map { $0["index"] } == [0, 1])
            #expect(vectors.allSatisfy { $0["embedding"]?.array?.count == 2 && $0["object"] == "embedding" })
            try client.post("\(base)/embeddings", body + #","encoding_format":"base64"}"#)
            let texts = try client.answer().json()["data"]?.array?.compactMap { $0["embedding"]?.string }
            // Eight bytes in base64.
            #expect(texts?.map(\.count) == [12, 12])
        }
    }

    @Test(arguments: bases)
    func completionsAreFramedAsChatsAre(base: String) async throws {
        try await withGateway { _, client in
            let body = #"{"model":"openai/gpt-3.5-turbo-instruct","prompt":"2 + 2""#
            try client.post("\(base)/completions", body + "}")
            let whole = try client.answer().json()
            #expect(whole["object"] == "text_completion" && whole["created"] == nil)
            #expect(whole["choices"]?.array?.map { $0["text"] } == ["2 + 2 = 4"])
            try client.post("\(base)/completions", body + #","stream":true}"#)
            let answer = try client.answer()
            #expect(answer.header("content-type") == "text/event-stream")
            #expect(answer.events.last == "[DONE]")
            let chunks = try answer.chatChunks()
            #expect(chunks.dropLast().allSatisfy { $0["usage"] == .null })
            #expect(chunks.dropLast().allSatisfy { $0["choices"]?.array?.first?["finish_reason"] == nil })
            #expect(chunks.last?["choices"]?.array?.first?["finish_reason"] == "stop")
            #expect(chunks.last?["usage"]?["total_tokens"] != nil)
        }
    }

    @Test func rerankAndToolsAreNativeAlone() async throws {
        try await withGateway { _, client in
            let rerank = #"{"model":"cohere/rerank-v3.5","query":"red","documents":[{"text":"a"},{"text":"red"}]}"#
            try client.post("/v1/rerank", rerank)
            let results = try client.answer().json()["results"]?.array
            #expect(results?.map { $0["index"] } == [1, 0])
            #expect(results?.allSatisfy { $0["document"] == nil } == true)
            try client.post(
                "/v1/mcp/tool/execute", #"{"id":"1","type":"function","function":{"name":"t","arguments":"{}"}}"#)
            #expect(
                try client.answer().json() == [
                    "role": "tool", "tool_call_id": "1", "content": "t was called with {}",
                ])
            for path in ["/openai/v1/rerank", "/openai/v1/mcp/tool/execute"] {
                try client.post(path, rerank)
                #expect(try client.answer().status == 405)
            }
        }
    }

    @Test(arguments: [
        ("/v1/embeddings", #"{"model":"openai/text-embedding-3-small"}"#, 400),
        ("/openai/v1/embeddings", #"{"model":"text-embedding-3-small"}"#, 500),
        ("/v1/embeddings", #"{"model":"text-embedding-3-small","input":"a"}"#, 400),
        ("/v1/embeddings", #"{"model":"openai/other","input":"a"}"#, 404),
        ("/v1/embeddings", #"{"model":"openai/text-embedding-3-small","input":"a","dimensions":0}"#, 400),
        ("/v1/embeddings", #"{"model":"openai/rate-limited","input":"a"}"#, 429),
        ("/v1/embeddings", "{", 400), ("/v1/completions", #"{"model":"openai/gpt-4o","prompt":[]}"#, 400),
        ("/v1/rerank", #"{"model":"cohere/rerank-v3.5","query":"a","documents":[]}"#, 400),
        ("/v1/mcp/tool/execute", "{}", 400),
    ])
    func refusesInTheEnvelope(path: String, body: String, status: Int) async throws {
        try await withGateway { _, client in
            try client.post(path, body)
            let answer = try client.answer()
            #expect(answer.status == status)
            #expect(try answer.json()["error"]?["message"]?.string?.isEmpty == false)
        }
    }

    @Test func takesScripts() async throws {
        try await withGateway { gateway, client in
            gateway.enqueue(.chat("scripted"), .error(status: 529, message: "m"), .fault(.missingDone))
            let body = #"{"model":"openai/gpt-4o","prompt":"a","stream":true}"#
            try client.post("/v1/completions", body)
            #expect(try client.answer().text.contains(#""text":"scripted""#))
            try client.post("/v1/completions", body)
            #expect(try client.answer().status == 529)
            try client.post("/v1/completions", body)
            #expect(try client.answer().events.last?.contains("finish_reason") == true)
        }
    }

    @Test func managesVersionAndCache() async throws {
        try await withGateway { _, client in
            try client.get("/api/version")
            #expect(try client.answer().text == #""v0.0.0-embedded""#)
            let expected = [false, true, false]
            for hit in expected {
                try client.post("/v1/chat/completions", chatBody("Hi"), headers: "x-bf-cache-key: k\r\n")
                #expect(try client.answer().json()["extra_fields"]?["cache_debug"]?["cache_hit"] == .bool(hit))
                guard hit else { continue }
                try client.send(
                    "DELETE /api/cache/clear-by-key/%6B HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
                #expect(try client.answer().status == 200)
            }
        }
    }
}
