import BifrostTesting
import HTTPTransport
import LLM
import TestSupport
import Testing

@testable import Bifrost

/// Streams of the Responses interface that are passed on as they came.
@Suite(.timeLimit(.minutes(5)))
struct RelayResponsesTests {
    private static func request(_ path: String = "/responses") -> RawRequest {
        RawRequest(
            "POST", path,
            body: .json(["model": "openai/gpt-4o", "stream": true, "input": "What is the capital of France?"]))
    }

    private static let delta =
        "event: response.output_text.delta\n"
        + #"data: {"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"Hel"}"# + "\n\n"
    private static let completed =
        "event: response.completed\r\n"
        + #"data: {"type":"response.completed","response":{"id":"r","status":"completed","output":[]}}"# + "\r\n\r\n"
    private static let ping = "event: ping\ndata: {\"type\":\"ping\"}\n\n"

    private func text(of relay: EventRelay) async throws -> String {
        var bytes: [UInt8] = []
        for try await piece in relay { bytes += piece }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(
        "Names, comments, line ends and what follows the response are kept", arguments: ["", Event.done, ": bye\n\n"])
    func keepsEveryByte(_ end: String) async throws {
        let answer = ": hello\n\n\(Self.ping)\(Self.delta)\(Self.completed)\(end)"
        let relay = try Harness(.minimal, .events("\(answer)")).model.relay(Self.request())
        #expect(try await text(of: relay) == answer)
        #expect(relay.failure == nil)
    }

    @Test("A real gateway's stream is read from the relay as it would be from the gateway", arguments: [false, true])
    func isReadAsTheOriginal(dropIn: Bool) async throws {
        try await withEmbeddedGateway { gateway in
            let baseURL = dropIn ? gateway.dropInBaseURL : gateway.baseURL
            let model = try BifrostModel(ProviderConfig(model: "openai/gpt-4o", baseURL: baseURL))
            let original = try await model.streamResponse("What is the capital of France?").collect()
            let passed = try await text(of: model.relay(Self.request()))
            let read = try await Harness(.minimal, .events("\(passed)")).model.streamResponse("Hi").collect()
            #expect(read.outputText == "The capital of France is Paris.")
            #expect(read.items.map(\.kind) == original.items.map(\.kind))
            #expect(read.usage == original.usage)
            #expect(passed.contains("event: response.output_text.delta\n"))
        }
    }

    @Test("A stream without its last event is cut, however the connection ended", arguments: [[], [Reply.Step.end]])
    func isCut(_ end: [Reply.Step]) async throws {
        try await withEmbeddedGateway { gateway in
            gateway.enqueue(Reply(steps: [.text(Self.delta)] + end))
            let relay = try gateway.model().relay(Self.request())
            let text = try await text(of: relay)
            #expect(text.hasPrefix(Self.delta + #"data: {"is_bifrost_error":false,"status_code":502,"#))
            #expect(text.hasSuffix(#""type":"answer_truncated"}}"# + "\n\n"))
            #expect(relay.failure?.code == .truncated)
            #expect(relay.failure?.partial?.text == "Hel")
        }
    }

    @Test("On other paths only HTTP knows the end")
    func otherPaths() async throws {
        let relay = try Harness(.minimal, .events("\(Self.delta)")).model.relay(Self.request("/responses/r"))
        #expect(try await text(of: relay) == Self.delta)
        #expect(relay.failure == nil)
    }

    @Test func aFailedResponseIsTold() async throws {
        let failed =
            "event: response.failed\n"
            + #"data: {"type":"response.failed","response":{"id":"r","error":{"code":"server_error","message":"no"}}}"#
            + "\n\n"
        let config = ProviderConfig.minimal.with(\.retries, .never)
        let relay = try Harness(config, .events("\(Self.delta)\(failed)")).model.relay(Self.request())
        let text = try await text(of: relay)
        #expect(text.hasPrefix(Self.delta + #"data: {"is_bifrost_error""#))
        #expect(text.contains(#""message":"no""#))
        #expect(relay.failure?.code == .server)
    }
}
