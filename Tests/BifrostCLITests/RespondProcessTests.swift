import BifrostTesting
import Foundation
import Testing

/// `bifrost respond` as scripts and people see it.
struct RespondProcessTests {
    private static let usual = ["--model", "openai/gpt-4o"]

    private func withGateway(_ body: (EmbeddedGateway) async throws -> Void) async throws {
        let gateway = try await EmbeddedGateway.start()
        do {
            try await body(gateway)
        } catch {
            await gateway.stop()
            throw error
        }
        await gateway.stop()
    }

    private func respond(_ gateway: EmbeddedGateway, _ arguments: String..., input: String = "") async throws
        -> BifrostProcess.Outcome
    {
        try await BifrostProcess(
            ["respond", "--base-url", gateway.baseURL] + Self.usual + arguments, input: input
        ).finish()
    }

    @Test(arguments: [[], ["--no-stream"]])
    func `Without a gateway, the embedded one answers`(options: [String]) async throws {
        let outcome = try await BifrostProcess(["respond", "What is the capital of France?"] + options).finish()
        #expect(outcome.status == 0)
        #expect(outcome.lines == ["The capital of France is Paris."])
        #expect(outcome.errors.contains("embedded gateway at http://127.0.0.1:"))
    }

    @Test(arguments: [[], ["--no-stream"]])
    func `The last line is the whole response`(options: [String]) async throws {
        let process = try BifrostProcess(["respond", "2 + 2", "--output", "json"] + options)
        let outcome = try await process.finish()
        let objects = try outcome.objects()
        let response = try #require(objects.last)
        #expect(response["type"] as? String == "response")
        #expect(response["id"] as? String == "resp_1")
        #expect(response["status"] as? String == "completed")
        #expect(response["text"] as? String == "2 + 2 = 4")
        #expect(response["incomplete_reason"] is NSNull)
        #expect((response["usage"] as? [String: Any])?["output"] as? Int == 5)
        #expect((response["metrics"] as? [String: Any])?["attempts"] as? Int == 1)
        let chunks = objects.dropLast()
        #expect(chunks.allSatisfy { $0["type"] as? String == "chunk" && $0["item_id"] as? String == "msg_1" })
        #expect(chunks.map { $0["delta"] as? String ?? "" }.joined() == (options.isEmpty ? "2 + 2 = 4" : ""))
    }

    @Test
    func `Every option reaches the gateway`() async throws {
        try await withGateway { gateway in
            let tools = #"[{"type":"function","name":"look_up"},{"type":"custom","custom":{"name":"query"}}]"#
            let outcome = try await respond(
                gateway, "How many?", "--instructions", "Be brief.", "--tools", "-", "--tool-choice", "none",
                "--reasoning-effort", "low", "--max-tokens", "90", "--temperature", "0.5", input: tools)
            #expect(outcome.status == 0, "\(outcome.errors)")
            let request = try await gateway.request(0)
            #expect(request.path == "/v1/responses")
            let body = try #require(try JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any])
            #expect(body["input"] as? String == "How many?")
            #expect(body["instructions"] as? String == "Be brief.")
            #expect(body["stream"] as? Bool == true)
            #expect(body["max_output_tokens"] as? Int == 90)
            #expect(body["temperature"] as? Double == 0.5)
            #expect(body["tool_choice"] as? String == "none")
            #expect(body["reasoning"] as? [String: String] == ["effort": "low", "summary": "auto"])
            let names = (body["tools"] as? [[String: Any]])?.map { $0["name"] as? String }
            #expect(names == ["look_up", "query"])
        }
    }

    @Test
    func `A response follows another`() async throws {
        try await withGateway { gateway in
            _ = try await respond(gateway, "2 + 2")
            let outcome = try await respond(gateway, "2 + 3", "--previous-response", "resp_1")
            #expect(outcome.lines == ["2 + 3 = 5"])
            let lost = try await respond(gateway, "2 + 3", "--previous-response", "resp_99", "--output", "json")
            #expect(lost.status == 3)
            #expect(try lost.objects().last?["code"] as? String == "previous_response_not_found")
        }
    }

    @Test
    func `A tool call is shown readably, and by its pieces`() async throws {
        try await withGateway { gateway in
            gateway.enqueue(
                .toolCall(name: "f", arguments: #"{"a":1}"#), .toolCall(name: "f", arguments: #"{"a":1}"#))
            #expect(try await respond(gateway, "Hi").lines == [#"→ f({"a":1})"#])
            let objects = try await respond(gateway, "Hi", "--output", "json").objects()
            #expect(objects.dropLast().map { $0["arguments"] as? String ?? "" }.joined() == #"{"a":1}"#)
            #expect((objects.last?["tool_calls"] as? [[String: Any]])?.first?["complete"] as? Bool == true)
        }
    }

    @Test
    func `An answer that ends early is remarked`() async throws {
        try await withGateway { gateway in
            let outcome = try await respond(gateway, "What is the capital of France?", "--max-tokens", "2")
            #expect(outcome.status == 0)
            #expect(outcome.lines == ["The capital"])
            #expect(outcome.errors.contains("cut at the token limit"))
        }
    }

    @Test(arguments: [(Fault.rateLimited, Int32(4)), (.badRequest, 3), (.cutCleanly, 6), (.errorFrame, 4)])
    func `Failures have their exit codes`(fault: Fault, status: Int32) async throws {
        try await withGateway { gateway in
            gateway.enqueue(.fault(fault))
            let outcome = try await respond(gateway, "What is 2 + 2?", "--retries", "0", "--output", "json")
            #expect(outcome.status == status)
            let last = try #require(try outcome.objects().last)
            #expect(last["type"] as? String == "error")
            if fault == .cutCleanly { #expect((last["partial"] as? [String: Any])?["text"] as? String != "") }
        }
    }

    @Test
    func `A prompt is needed`() async throws {
        let outcome = try await BifrostProcess.run("respond")
        #expect(outcome.status == 2)
    }
}
