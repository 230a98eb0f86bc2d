import BifrostTesting
import Foundation
import Testing

/// `bifrost chat` as scripts and people see it.
struct ChatProcessTests {
    @Test
    func `Without a gateway, the embedded one answers`() async throws {
        let outcome = try await BifrostProcess.run("chat", "What is the capital of France?")
        #expect(outcome.status == 0)
        #expect(outcome.lines == ["The capital of France is Paris."])
        #expect(outcome.errors.contains("embedded gateway at http://127.0.0.1:"))
    }

    @Test(arguments: [[], ["--no-stream"]])
    func `The last line is the whole message`(options: [String]) async throws {
        let process = try BifrostProcess(["chat", "What is the capital of France?", "--output", "json"] + options)
        let outcome = try await process.finish()
        let objects = try outcome.objects()
        let message = try #require(objects.last)
        #expect(outcome.status == 0)
        #expect(message["type"] as? String == "message")
        #expect(message["text"] as? String == "The capital of France is Paris.")
        #expect(message["finish_reason"] as? String == "stop")
        #expect((message["metrics"] as? [String: Any])?["attempts"] as? Int == 1)
        #expect(objects.dropLast().allSatisfy { $0["type"] as? String == "chunk" })
        let streamed = objects.dropLast().map { $0["delta"] as? String ?? "" }.joined()
        #expect(streamed == (options.isEmpty ? "The capital of France is Paris." : ""))
    }

    @Test
    func `Every option reaches the gateway`() async throws {
        let gateway = try await EmbeddedGateway.start()
        let tools = #"[{"type":"function","function":{"name":"look_up","parameters":{"type":"object"}}}]"#
        let outcome = try await BifrostProcess.run(
            "chat", "How many?", "--base-url", gateway.baseURL, "--model", "openai/gpt-4o", "--system", "Be brief.",
            "--api-key", "sk-1", "--virtual-key", "sk-bf-1", "--temperature", "0.5", "--max-tokens", "9", "--top-p",
            "0.25", "--json-object", "--tool-choice", "none", "--header", "X-Team: blue", "--tools", "-", input: tools)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let request = try await gateway.request(0)
        #expect(request.values(of: "authorization") == ["Bearer sk-1"])
        #expect(request.values(of: "x-bf-vk") == ["sk-bf-1"])
        #expect(request.values(of: "x-team") == ["blue"])
        let body = try #require(try JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any])
        #expect(body["model"] as? String == "openai/gpt-4o")
        #expect(body["stream"] as? Bool == true)
        #expect(body["temperature"] as? Double == 0.5)
        #expect(body["max_completion_tokens"] as? Int == 9)
        #expect(body["top_p"] as? Double == 0.25)
        #expect(body["tool_choice"] as? String == "none")
        #expect((body["response_format"] as? [String: Any])?["type"] as? String == "json_object")
        #expect((body["messages"] as? [[String: Any]])?.map { $0["role"] as? String } == ["system", "user"])
        #expect((body["tools"] as? [[String: Any]])?.count == 1)
        await gateway.stop()
    }

    @Test
    func `Settings come from the environment, and messages from standard input`() async throws {
        let gateway = try await EmbeddedGateway.start()
        let outcome = try await BifrostProcess.run(
            "chat", "--messages", "-", input: #"[{"role":"user","content":"2 + 2"}]"#,
            environment: [
                "BIFROST_BASE_URL": gateway.baseURL, "BIFROST_MODEL": "openai/gpt-4o", "BIFROST_API_KEY": "sk-2",
            ])
        #expect(outcome.lines == ["2 + 2 = 4"])
        #expect(outcome.errors == "")
        #expect(try await gateway.request(0).values(of: "authorization") == ["Bearer sk-2"])
        await gateway.stop()
    }

    @Test
    func `A prompt may come from standard input`() async throws {
        let outcome = try await BifrostProcess.run("chat", "-", input: "What is the capital of Norway?\n")
        #expect(outcome.lines == ["The capital of Norway is Oslo."])
    }

    @Test
    func `A tool call is shown readably`() async throws {
        let gateway = try await EmbeddedGateway.start()
        gateway.enqueue(.toolCall(name: "look_up", arguments: #"{"city":"Oslo"}"#))
        let outcome = try await BifrostProcess.run(
            "chat", "Hi", "--base-url", gateway.baseURL, "--model", "openai/gpt-4o")
        #expect(outcome.lines == [#"→ look_up({"city":"Oslo"})"#])
        await gateway.stop()
    }
}
