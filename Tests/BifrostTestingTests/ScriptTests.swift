import enum TestSupport.ThisProcess
import Testing

@testable import BifrostTesting

/// Scripts are played byte for byte.
@Suite(.timeLimit(.minutes(5)))
struct ScriptTests {
    private func bytes(_ reply: Reply) async throws -> String {
        var text = ""
        try await withGateway { gateway, client in
            gateway.enqueue(reply)
            try client.get("/v1/anything", headers: "Connection: close\r\n")
            text = String(decoding: try client.receiveAll(), as: UTF8.self)
        }
        return text
    }

    @Test
    func chunked() async throws {
        let reply = Reply(status: 201, headers: [("A", "b")], steps: [.text("hello"), .bytes([0x78]), .end])
        #expect(
            try await bytes(reply)
                == "HTTP/1.1 201 Created\r\nA: b\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1\r\nx\r\n0\r\n\r\n"
        )
    }

    @Test
    func otherFramings() async throws {
        let steps: [Reply.Step] = [.head, .text("ab"), .end]
        #expect(
            try await bytes(Reply(headers: [], framing: .contentLength(5), steps: steps))
                == "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab")
        #expect(
            try await bytes(Reply(status: 529, headers: [], framing: .untilClose, steps: steps))
                == "HTTP/1.1 529 Unknown Status Code\r\nConnection: close\r\n\r\nab")
    }

    @Test
    func rawBytesAndGeneratedOnes() async throws {
        #expect(try await bytes(Reply(steps: [.raw(Array("junk".utf8))])) == "junk")
        let generated = Reply(
            headers: [], framing: .untilClose, steps: [.generated(count: 3, payload: Array("xy".utf8)), .end])
        #expect(try await bytes(generated).hasSuffix("\r\n\r\nxyxyxy"))
    }

    @Test
    func conveniences() async throws {
        #expect(
            try await bytes(.json(#"{"a":1}"#, status: 202))
                == "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{\"a\":1}")
        #expect(
            try await bytes(.eventStream(["{}"]))
                == "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n"
                + "Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "a\r\ndata: {}\n\n\r\ne\r\ndata: [DONE]\n\n\r\n0\r\n\r\n")
    }

    @Test
    func longEventsLeaveInPiecesOf4096Bytes() async throws {
        try await withGateway { gateway, client in
            gateway.enqueue(.eventStream([String(repeating: "x", count: 5000)]))
            try client.get("/v1/anything")
            #expect(try client.answer().chunks.map(\.count) == [4096, 5008 - 4096, 14])
        }
    }

    @Test
    func renderedErrorsFollowTheFlavour() async throws {
        try await withGateway { gateway, client in
            let error = Reply.error(status: nil, message: "queue", decision: "d", headers: [("retry-after", "3")])
            gateway.enqueue(error, error)
            try client.post("/v1/chat/completions", chatBody("Hello"))
            let native = try client.answer()
            #expect(native.status == 400)
            #expect(native.header("retry-after") == "3")
            #expect(try native.json()["type"] == "d")
            try client.post("/openai/v1/chat/completions", chatBody("Hello"))
            #expect(try client.answer().status == 500)
        }
    }

    @Test
    func errorsAndFaultsReachOtherEndpoints() async throws {
        try await withGateway { gateway, client in
            gateway.enqueue(.error(status: 429, message: "later"), .fault(.overloaded), .fault(.closeMidChunk))
            try client.get("/v1/models")
            #expect(try client.answer().status == 429)
            try client.post("/v1/embeddings", #"{"model":"openai/x","input":"a"}"#)
            #expect(try client.answer().status == 529)
            try client.post("/v1/responses", #"{"stream":true}"#)
            #expect(String(decoding: try client.receiveAll(), as: UTF8.self).hasSuffix("ff\r\ndata: "))
        }
    }

    @Test
    func scriptedToolCalls() async throws {
        try await withGateway { gateway, client in
            gateway.enqueue(.toolCall(name: "f", arguments: "{bad", id: "c"))
            try client.post("/v1/chat/completions", chatBody("Hello"))
            let call = try client.answer().json()["choices"]?.array?.first?["message"]?["tool_calls"]?.array?.first
            #expect(
                call?.encoded == #"{"index":0,"type":"function","id":"c","function":{"name":"f","arguments":"{bad"}}"#)
        }
    }

    @Test
    func heartbeatsFillSilenceAfterTheHead() async throws {
        var configuration = EmbeddedGateway.Configuration()
        configuration.heartbeatInterval = .milliseconds(5)
        try await withGateway(configuration) { gateway, client in
            let gate = Gate()
            gateway.enqueue(Reply(steps: [.text("data: 1\n\n"), .wait(for: gate), .text("data: 2\n\n"), .end]))
            try client.get("/v1/anything")
            let beat = "c\r\n: heartbeat\n\r\n"
            #expect(try client.receive(until: beat + beat).contains("9\r\ndata: 1\n\n\r\n" + beat))
            gate.open()
            #expect(try client.receive(until: "0\r\n\r\n").hasSuffix("9\r\ndata: 2\n\n\r\n0\r\n\r\n"))
        }
    }

    @Test
    func pipelinedRequestsAreAnsweredInOrder() async throws {
        try await withGateway { gateway, client in
            gateway.enqueue(.json("1"), .json("2"))
            try client.get("/v1/a")
            try client.get("/v1/b", headers: "Connection: close\r\n")
            let text = String(decoding: try client.receiveAll(), as: UTF8.self)
            #expect(text.split(separator: "\r\n\r\n").map { $0.first } == ["H", "1", "2"])
        }
    }

    /// 200 MB to a client that reads nothing at first: the gateway generates no more than the socket takes.
    @Test
    func generatedRepliesKeepMemoryBounded() async throws {
        try await withGateway { gateway, client in
            let payload = [UInt8](repeating: 0x78, count: 10_000)
            gateway.enqueue(Reply(steps: [.generated(count: 20_000, payload: payload), .end]))
            let before = ThisProcess.heapBytes
            try client.get("/v1/anything")
            var received = try client.receive().count
            var most = 0
            while received < 200_000_000 {
                received += try client.receive(upTo: 1_000_000).count
                most = max(most, ThisProcess.heapBytes - before)
            }
            #expect(most < 50_000_000)
        }
    }
}
