import Bifrost
import BifrostTesting
import HTTPTransport
import LLM
import TestSupport
import Testing

/// Raw answers that are read as they arrive: events and bytes.
@Suite(.timeLimit(.minutes(5)))
struct RawStreamTests {
    private static let request = RawRequest("POST", "/chat/completions", body: .json(["stream": true]))

    private static let eventStream = [(name: "Content-Type", value: "text/event-stream")]

    private func events(_ reply: Reply) async throws -> (events: [RawEvent], error: LLMError?) {
        try await withEmbeddedGateway { gateway in
            gateway.enqueue(reply)
            var events: [RawEvent] = []
            let stream = try gateway.model().rawEvents(Self.request)
            let error = await llmError { for try await event in stream { events.append(event) } }
            #expect(stream.metadata.status == 200)
            return (events, error)
        }
    }

    @Test(arguments: Flavour.allCases)
    func streamsAChat(_ flavour: Flavour) async throws {
        try await withEmbeddedGateway { gateway in
            let body: JSONValue = [
                "model": "openai/gpt-4o", "stream": true, "messages": [["role": "user", "content": "2 + 2"]],
            ]
            let stream = try gateway.model("openai/gpt-4o", flavour)
                .rawEvents(RawRequest("POST", "/chat/completions", body: .json(body)))
            #expect(gateway.requests.isEmpty)
            var text = ""
            for try await event in stream {
                #expect(event.name == "message")
                text += try event.json()["choices"]?[0]?["delta"]?["content"]?.stringValue ?? ""
            }
            #expect(text == "2 + 2 = 4")
            #expect(try await gateway.request(0).values(of: "accept") == ["text/event-stream"])
            #expect(stream.metadata.gateway.requestType == "chat_completion_stream")
        }
    }

    @Test(arguments: ["", "data: [DONE]\n\n"])
    func endsWithAndWithoutDone(_ end: String) async throws {
        let text = ": heartbeat\n\nevent: a\ndata: {\"x\":\ndata: 1}\n\ndata: two\n\n\(end)"
        let (events, error) = try await events(Reply(headers: Self.eventStream, steps: [.text(text), .end]))
        #expect(error == nil)
        #expect(events == [RawEvent(name: "a", data: "{\"x\":\n1}"), RawEvent(name: "message", data: "two")])
        #expect(try events.first?.json() == ["x": 1])
    }

    @Test func needsNoEndAfterDone() async throws {
        let (events, error) = try await events(
            Reply(headers: Self.eventStream, steps: [.text("data: 1\n\ndata: [DONE]\n\n"), .hang]))
        #expect(error == nil)
        #expect(events.map(\.data) == ["1"])
    }

    @Test(arguments: [
        [Reply.Step.text("data: 1\n\n"), .close], [.text("data: 1\n\n"), .reset],
        [.text("data: 1\n\ndata: 2"), .close],
    ])
    func isTruncatedByACut(_ steps: [Reply.Step]) async throws {
        let (events, error) = try await events(Reply(headers: Self.eventStream, steps: steps))
        #expect(error?.code == .truncated)
        #expect(events.map(\.data) == ["1"])
    }

    @Test func isTruncatedWithoutAnEvent() async throws {
        let (events, error) = try await events(Reply(headers: Self.eventStream, steps: [.text(": hi\n\n"), .end]))
        #expect(error?.code == .truncated)
        #expect(events.isEmpty)
    }

    @Test(arguments: [
        "data: {\"error\":{\"message\":\"m\"},\"status_code\":529}\n\n",
        "event: error\ndata: {\"status_code\":529}\n\n",
        "data: {\"type\":\"error\",\"status_code\":529,\"message\":\"m\"}\n\n",
    ])
    func throwsWhatAnEventReports(_ event: String) async throws {
        let (events, error) = try await events(
            Reply(headers: Self.eventStream, steps: [.text("data: 1\n\n" + event), .end]))
        #expect(error?.code == .overloaded)
        #expect(events.map(\.data) == ["1"])
    }

    @Test func readsNothingButEvents() async throws {
        let declared = try await events(.json(#"{"error":{"message":"m"},"status_code":429}"#))
        #expect(declared.error?.code == .rateLimited)
        let other = try await events(.json("{}"))
        #expect(other.error?.code == .malformed)
    }

    @Test func boundsAnEvent() async throws {
        let harness = try Harness(answerLimits: AnswerLimits(line: 64)) { _, _ in
            .events(.bytes(Array("data: \(String(repeating: "x", count: 100))\n\n".utf8)))
        }
        let error = await llmError { for try await _ in harness.model.rawEvents(Self.request) {} }
        #expect(error?.code == .malformed)
    }

    @Test func handsOnBytes() async throws {
        try await withEmbeddedGateway { gateway in
            let gate = BifrostTesting.Gate()
            gateway.enqueue(
                Reply(
                    headers: [("Content-Type", "audio/mpeg")],
                    steps: [.bytes([0, 255]), .wait(for: gate), .bytes([7]), .end]))
            let stream = try gateway.model().rawBytes(RawRequest("POST", "/audio/speech"))
            var bytes: [UInt8] = []
            for try await piece in stream {
                #expect(!piece.isEmpty)
                bytes += piece
                // The first ones are there before the last ones are sent.
                gate.open()
            }
            #expect(bytes == [0, 255, 7])
            #expect(
                stream.metadata.headers.contains { $0.name.lowercased() == "content-type" && $0.value == "audio/mpeg" })
            #expect(try await gateway.request(0).values(of: "accept") == ["*/*"])
        }
    }

    @Test func bytesAreTruncatedByACut() async throws {
        try await withEmbeddedGateway { gateway in
            gateway.enqueue(Reply(headers: [], framing: .contentLength(9), steps: [.text("abc"), .close]))
            var bytes: [UInt8] = []
            let stream = try gateway.model().rawBytes(RawRequest("GET", "/models"))
            let error = await llmError { for try await piece in stream { bytes += piece } }
            #expect(error?.code == .truncated)
            #expect(bytes == Array("abc".utf8))
        }
    }

    @Test func isRepeatedBeforeTheFirstElement() async throws {
        let harness = try Harness(.minimal, .json(503, "{}"), .events("data: 1\n\ndata: [DONE]\n\n"))
        var events: [RawEvent] = []
        for try await event in harness.model.rawEvents(Self.request) { events.append(event) }
        #expect(events.map(\.data) == ["1"])
        #expect(harness.transport.requests.count == 2)
    }

    @Test func isIteratedOnce() async throws {
        let harness = try Harness(.minimal, .events("data: 1\n\ndata: [DONE]\n\n"))
        let stream = harness.model.rawEvents(Self.request)
        for try await _ in stream {}
        #expect(await llmError { for try await _ in stream {} }?.code == .configuration)
    }
}
