import BifrostTesting
import Foundation
import TestSupport
import Testing

/// `bifrost doctor` against gateways that are well, and that are not.
struct DoctorProcessTests {
    private struct Outcome {
        var status: Int32
        var checks: [String: [String: Any]]
        var advice: [String]
        var lines: [String]

        func state(_ name: String) -> String? { checks[name]?["status"] as? String }
        func detail(_ name: String, _ key: String) -> Any? { (checks[name]?["details"] as? [String: Any])?[key] }
    }

    private func examine(_ baseURL: String, _ arguments: String...) async throws -> Outcome {
        let outcome = try await BifrostProcess(
            ["doctor", "--output", "json", "--base-url", baseURL, "--model", "openai/gpt-4o"] + arguments
        ).finish()
        let objects = try outcome.objects()
        let checks = objects.filter { $0["type"] as? String == "check" }.map { ($0["name"] as? String ?? "", $0) }
        let last = try #require(objects.last)
        #expect(last["type"] as? String == "diagnosis")
        #expect(last["exit_code"] as? Int == Int(outcome.status))
        #expect(checks.count == 14)
        return Outcome(
            status: outcome.status, checks: Dictionary(checks) { one, _ in one },
            advice: last["advice"] as? [String] ?? [], lines: outcome.lines)
    }

    /// A whole answer of the gateway with this in front of its steps.
    private func chat(_ words: [String], latency: Int? = nil, before: [Reply.Step] = [], after: [Reply.Step]) -> Reply {
        let extra = latency.map { #","extra_fields":{"latency":\#($0),"provider":"openai"}"# } ?? ""
        let events = words.map { #"data: {"choices":[{"index":0,"delta":{"content":"\#($0) "}}]\#(extra)}"# + "\n\n" }
        let finish = #"data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]\#(extra)}"# + "\n\n"
        return Reply(steps: before + [.text((events + [finish]).joined())] + after)
    }

    private static let words = (1...12).map { "word\($0)" }

    @Test
    func `A gateway that is well`() async throws {
        let gateway = try await EmbeddedGateway.start()
        let outcome = try await examine(gateway.baseURL, "--api-key", "sk-secret-1", "--header", "X-Tenant: secret-2")
        #expect(outcome.status == 0)
        // The end depends on how busy the machine is; what it is made of does not.
        for name in ["library", "configuration", "connect", "models", "head", "first_token", "pace", "reuse"] {
            #expect(outcome.state(name) == "pass", "\(name)")
        }
        #expect(outcome.state("tls") == "skip")
        #expect(outcome.detail("gateway", "kind") as? String == "bifrost")
        #expect(outcome.detail("gateway", "interface") as? String == "native")
        #expect(outcome.detail("gateway", "version") as? String == "v0.0.0-embedded")
        #expect(outcome.detail("end", "done") as? Bool == true)
        #expect(outcome.detail("end", "finish_reason") as? String == "stop")
        #expect(outcome.detail("end", "body") as? String == "ended")
        #expect(outcome.detail("reuse", "is_reused") as? Bool == true)
        #expect(!outcome.lines.contains { $0.contains("secret") })
        #expect(gateway.requests.filter { $0.path == "/v1/chat/completions" }.count == 1)
        await gateway.stop()
    }

    @Test
    func `The drop-in is told from the native interface`() async throws {
        let gateway = try await EmbeddedGateway.start()
        let outcome = try await examine(gateway.dropInBaseURL)
        #expect(outcome.status == 0)
        #expect(outcome.detail("gateway", "interface") as? String == "drop-in")
        await gateway.stop()
    }

    @Test
    func `Without a chat nothing is asked of a model`() async throws {
        let gateway = try await EmbeddedGateway.start()
        let outcome = try await examine(gateway.baseURL, "--no-chat")
        #expect(outcome.status == 0)
        #expect(outcome.checks["head"]?["message"] as? String == "--no-chat")
        #expect(outcome.detail("gateway", "kind") as? String == "bifrost")
        #expect(gateway.requests.allSatisfy { $0.method == "GET" })
        await gateway.stop()
    }

    @Test
    func `Nobody listens`() async throws {
        let outcome = try await examine("http://127.0.0.1:1/v1")
        #expect(outcome.status == 7)
        #expect(outcome.state("connect") == "fail")
        for name in ["tls", "models", "head", "gateway", "clock"] {
            #expect(outcome.checks[name]?["message"] as? String == "connect failed")
        }
        #expect(outcome.advice.contains { $0.contains("nothing listens on port 1") })
    }

    @Test
    func `A port that does not speak TLS`() async throws {
        let gateway = try await EmbeddedGateway.start()
        let outcome = try await examine("https://127.0.0.1:\(gateway.port)/v1")
        #expect(outcome.status == 7)
        #expect(outcome.state("connect") == "pass")
        #expect(outcome.state("tls") == "fail")
        #expect(outcome.advice == ["use http:// in --base-url: the port does not speak TLS"])
        await gateway.stop()
    }

    @Test
    func `The key is not admitted`() async throws {
        var configuration = EmbeddedGateway.Configuration()
        configuration.acceptedKeys = ["sk-right"]
        let gateway = try await EmbeddedGateway.start(configuration)
        let outcome = try await examine(gateway.baseURL, "--api-key", "sk-wrong")
        #expect(outcome.status == 3)
        #expect(outcome.state("models") == "fail")
        #expect(outcome.advice == ["check --api-key and --virtual-key"])
        #expect(!outcome.lines.contains { $0.contains("sk-wrong") })
        await gateway.stop()
    }

    @Test
    func `A stream without an end mark is warned of`() async throws {
        let gateway = try await EmbeddedGateway.start()
        let outcome = try await examine(gateway.baseURL, "--model", "openai/missing-done")
        #expect(outcome.status == 0)
        #expect(outcome.state("end") == "warn")
        #expect(outcome.detail("end", "done") as? Bool == false)
        #expect(outcome.advice.contains { $0.contains("no [DONE]") })
        await gateway.stop()
    }

    @Test
    func `A body that does not end keeps its connection from being used again`() async throws {
        let gateway = try await EmbeddedGateway.start()
        let outcome = try await examine(gateway.baseURL, "--model", "openai/done-then-linger")
        #expect(outcome.status == 0)
        #expect(outcome.detail("end", "body") as? String == "open")
        #expect(outcome.state("reuse") == "skip")
        await gateway.stop()
    }

    @Test
    func `A cut stream fails, and the gateway is examined all the same`() async throws {
        let gateway = try await EmbeddedGateway.start()
        let outcome = try await examine(gateway.baseURL, "--model", "openai/done-without-finish")
        #expect(outcome.status == 6)
        #expect(outcome.state("end") == "fail")
        #expect(outcome.state("gateway") == "pass")
        await gateway.stop()
    }

    @Test
    func `A limit that fires is named`() async throws {
        let gateway = try await EmbeddedGateway.start()
        let outcome = try await examine(
            gateway.baseURL, "--model", "openai/silent-mid-stream", "--stall-timeout", "0.3")
        #expect(outcome.status == 5)
        #expect(outcome.detail("end", "phase") as? String == "stall")
        #expect(outcome.advice.first == "raise --stall-timeout")
        await gateway.stop()
    }

    @Test
    func `Something that holds a stream back is found out by what the gateway tells`() async throws {
        let gateway = try await EmbeddedGateway.start()
        let list = Reply(
            headers: [("Content-Type", "application/json")],
            steps: [.text(#"{"object":"list","data":[{"id":"openai/gpt-4o"}]}"#), .end])
        gateway.enqueue(
            list, chat(Self.words, latency: 40, after: [.text("data: [DONE]\n\n"), .end]))
        let outcome = try await examine(gateway.baseURL)
        #expect(outcome.status == 0)
        #expect(outcome.state("pace") == "warn")
        #expect(outcome.advice.contains { $0.contains("proxy_buffering off") })
        await gateway.stop()
    }

    @Test
    func `A plain server of OpenAI's kind is no Bifrost gateway`() async throws {
        let server = RawServer { connection in
            while let request = connection.readRequest() {
                let path = request.head.split(separator: " ").dropFirst().first.map(String.init) ?? ""
                switch path.prefix(while: { $0 != "?" }) {
                case "/v1/models": connection.sendJSON(#"{"object":"list","data":[{"id":"gpt-4o","owned_by":"vllm"}]}"#)
                case "/v1/chat/completions":
                    connection.sendStreamHead()
                    connection.sendChunk(": ping\n\n: ping\n\n")
                    for word in Self.words {
                        connection.sendChunk(
                            #"data: {"choices":[{"index":0,"delta":{"content":"\#(word)"}}]}"# + "\n\n")
                    }
                    connection.sendChunk(#"data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"# + "\n\n")
                    connection.sendChunk("data: [DONE]\n\n")
                    connection.sendLastChunk()
                default: connection.sendJSON(#"{"detail":"Not Found"}"#, status: "404 Not Found")
                }
            }
        }
        let outcome = try await examine(server.url + "/v1")
        #expect(outcome.status == 0)
        #expect(outcome.detail("gateway", "kind") as? String == "vllm")
        #expect(outcome.detail("gateway", "version") is NSNull)
        #expect(outcome.detail("heartbeats", "count") as? Int == 2)
        #expect(outcome.state("gateway") == "pass")
        server.stop()
    }

    @Test
    func `A port that accepts and says nothing ends with the limit`() async throws {
        let gateway = try await EmbeddedGateway.start()
        gateway.enqueue(.fault(.silentAfterAccept))
        let outcome = try await examine(gateway.baseURL, "--first-byte-timeout", "0.3")
        #expect(outcome.status == 5)
        #expect(outcome.state("models") == "fail")
        #expect(outcome.advice == ["raise --first-byte-timeout"])
        await gateway.stop()
    }

    @Test
    func `The report is for people, and plain where nobody looks on`() async throws {
        let outcome = try await BifrostProcess.run("doctor", "--no-chat")
        #expect(outcome.status == 0)
        #expect(outcome.lines.contains("  nothing to mend"))
        #expect(outcome.lines.contains { $0.hasPrefix("pass  connect") })
        #expect(outcome.lines.contains { $0.hasPrefix("  --stall-timeout") && $0.contains("30 s") })
        #expect(outcome.lines.allSatisfy { $0.count <= 80 && !$0.contains("\u{1B}") })
    }

    @Test(arguments: [["--base-url", "nonsense", "--model", "a/b"], ["--base-url", "http://127.0.0.1:1/v1"]])
    func `A wrong configuration is a failed check`(arguments: [String]) async throws {
        let outcome = try await BifrostProcess(["doctor", "--output", "json"] + arguments).finish()
        #expect(outcome.status == 2)
        let failed = try outcome.objects().filter { $0["status"] as? String == "fail" }
        #expect(failed.map { $0["name"] as? String } == ["configuration"])
    }
}

extension RawConnection {
    fileprivate func sendJSON(_ text: String, status: String = "200 OK") {
        send(
            "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)")
    }
}
