import BifrostTesting
import Foundation
import Testing

/// `bifrost models`, `bifrost embed` and `bifrost raw`.
struct EndpointProcessTests {
    @Test
    func `Models are listed without a gateway of one's own`() async throws {
        let outcome = try await BifrostProcess.run("models", "--provider", "anthropic", "--page-size", "1")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.lines == ["anthropic/claude-sonnet-4-5", "anthropic/claude-haiku-4-5"])
        #expect(outcome.errors.contains("embedded gateway at"))
    }

    @Test
    func `Models are listed as JSON, with the keys that failed`() async throws {
        let gateway = try await EmbeddedGateway.start()
        gateway.enqueue(
            .json(
                #"""
                {"data":[{"id":"a/b","context_length":5,"pricing":{"prompt":"0.0001"}}],"key_statuses":
                [{"status":"failed","provider":"groq","error":{"error":{"message":"bad\nkey"}}}]}
                """#))
        let outcome = try await BifrostProcess.run("models", "--output", "json", "--base-url", gateway.baseURL)
        let objects = try outcome.objects()
        #expect(objects.map { $0["type"] as? String } == ["model", "models"])
        #expect(objects[0]["id"] as? String == "a/b" && objects[0]["context_length"] as? Int == 5)
        #expect((objects[0]["pricing"] as? [String: Any])?["prompt"] as? String == "0.0001")
        #expect(objects[1]["count"] as? Int == 1)
        #expect(outcome.errors == "bifrost: groq told no models: bad key\n")
        await gateway.stop()
    }

    @Test(arguments: [[], ["--base64"]])
    func `A vector is a line`(options: [String]) async throws {
        let arguments = ["embed", "red fox", "-", "--dimensions", "3"] + options
        let outcome = try await BifrostProcess(arguments, input: "red fish\n\nred fox\n").finish()
        #expect(outcome.status == 0, "\(outcome.errors)")
        let vectors = try outcome.lines.map { try JSONDecoder().decode([Double].self, from: Data($0.utf8)) }
        #expect(vectors.map(\.count) == [3, 3, 3])
        #expect(vectors[0] == vectors[2] && vectors[0] != vectors[1])
        #expect(outcome.lines.allSatisfy { $0.count < 45 })
    }

    @Test
    func `Vectors are told as JSON`() async throws {
        let outcome = try await BifrostProcess.run("embed", "a", "b", "--output", "json")
        let objects = try outcome.objects()
        #expect(objects.map { $0["type"] as? String } == ["embedding", "embedding", "embeddings"])
        #expect(objects[1]["index"] as? Int == 1)
        #expect((objects[1]["embedding"] as? [Double])?.count == 8)
        #expect(objects[2]["dimensions"] as? Int == 8 && objects[2]["provider"] as? String == "openai")
        #expect((objects[2]["usage"] as? [String: Any])?["input"] as? Int == 2)
    }

    @Test(arguments: ["@", "-", ""])
    func `A raw request is sent as it is`(form: String) async throws {
        let gateway = try await EmbeddedGateway.start()
        let json = #"{"model": "openai/gpt-4o", "messages": [{"role": "user", "content": "2 + 2"}]}"#
        let file = FileManager.default.temporaryDirectory.appending(path: "raw-\(UUID().uuidString).json")
        try Data(json.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let data = form == "@" ? "@\(file.path())" : form == "-" ? "-" : json
        let outcome = try await BifrostProcess.run(
            "raw", "POST", "/chat/completions", "--data", data, "--query", "a=b c", "--base-url", gateway.baseURL,
            input: form == "-" ? json : "")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.lines.first?.contains("2 + 2 = 4") == true)
        let request = try await gateway.request(0)
        #expect(request.bodyText == json)
        #expect(request.path == "/v1/chat/completions?a=b%20c")
        await gateway.stop()
    }

    @Test
    func `Raw events are lines`() async throws {
        let body = #"{"model":"openai/gpt-4o","stream":true,"messages":[{"role":"user","content":"2 + 2"}]}"#
        let outcome = try await BifrostProcess.run("raw", "POST", "/chat/completions", "--stream", "--data", body)
        let objects = try outcome.objects()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(objects.count > 2)
        #expect(objects.allSatisfy { $0["type"] as? String == "event" && $0["event"] as? String == "message" })
        #expect((objects.last?["data"] as? String)?.contains(#""finish_reason":"stop""#) == true)
    }

    @Test
    func `A raw answer is told as JSON`() async throws {
        let outcome = try await BifrostProcess.run("raw", "GET", "/health", "--root", "--output", "json")
        let object = try #require(try outcome.objects().first)
        #expect(object["type"] as? String == "response" && object["status"] as? Int == 200)
        #expect((object["body"] as? [String: Any])?["status"] as? String == "ok")
        let page = try await BifrostProcess.run("raw", "GET", "/", "--root", "--output", "json")
        #expect((try page.objects().first?["body"] as? String)?.hasPrefix("<!DOCTYPE html>") == true)
    }

    @Test
    func `Bytes reach the output unchanged`() async throws {
        let gateway = try await EmbeddedGateway.start()
        gateway.enqueue(Reply(headers: [("Content-Type", "text/plain")], steps: [.text("a\r\nb"), .end]))
        let process = try BifrostProcess(["raw", "GET", "/x", "--base-url", gateway.baseURL])
        #expect(await process.output(containing: "b") == "a\r\nb")
        #expect(try await process.finish().status == 0)
        await gateway.stop()
    }

    /// Command lines, and what they end with.
    private static let failures: [(line: String, status: Int32)] = [
        ("raw GET /x?y", 2), ("raw GET x", 2), ("raw POST /x --data {", 2), ("raw POST /x --data @/nowhere", 2),
        ("raw GET /x --query y", 2), ("embed", 2), ("embed -", 2), ("embed - -", 2), ("embed a --dimensions 0", 2),
        ("models --page-size 0", 2), ("embed a --model openai/no-such", 3), ("raw DELETE /nowhere", 3),
        ("embed a --model openai/server-error --retries 0", 4), ("embed a --model openai/malformed-json", 6),
        ("models --base-url http://127.0.0.1:1/v1 --retries 0", 7),
    ]

    @Test(arguments: failures)
    func `Failures have their exit codes`(line: String, status: Int32) async throws {
        let outcome = try await BifrostProcess(line.split(separator: " ").map(String.init)).finish()
        #expect(outcome.status == status, "\(outcome.errors)")
        #expect(outcome.lines.isEmpty)
        #expect(!outcome.errors.isEmpty)
    }

    @Test(arguments: [["models", "--base-url", "http://127.0.0.1:1/v1", "--retries", "0"], ["raw", "GET", "x"]])
    func `Failures are told as JSON`(arguments: [String]) async throws {
        let outcome = try await BifrostProcess(arguments + ["--output", "json"]).finish()
        #expect(try outcome.objects().map { $0["type"] as? String } == ["error"])
    }
}
