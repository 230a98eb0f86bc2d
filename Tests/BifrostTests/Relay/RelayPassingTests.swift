import BifrostTesting
import HTTPTransport
import LLM
import TestSupport
import Testing

@testable import Bifrost

/// Event streams that are passed on as they came.
@Suite(.timeLimit(.minutes(5)))
struct RelayPassingTests {
    private static let request = RawRequest("POST", "/chat/completions", body: .json(["stream": true]))

    private static let answer =
        ": hello\n\n\(Event.role)\(Event.text("Hi"))id: 7\r\n\(Event.finish)\(Event.usage)\(Event.done)"

    private func text(of relay: EventRelay) async throws -> String {
        var bytes: [UInt8] = []
        for try await piece in relay { bytes += piece }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: [1, 2, 7, 4096])
    func keepsEveryByteHoweverItArrives(_ size: Int) async throws {
        let bytes = Array(Self.answer.utf8)
        var answer = ScriptedAnswer.events()
        answer.pieces = stride(from: 0, to: bytes.count, by: size).map {
            .bytes(Array(bytes[$0..<min($0 + size, bytes.count)]))
        }
        let relay = try Harness(.minimal, answer).model.relay(Self.request)
        #expect(try await text(of: relay) == Self.answer)
        #expect(relay.failure == nil)
    }

    @Test(arguments: [[], [Reply.Step.end], [.reset]])
    func aCutAnswerEndsInAnErrorEvent(_ end: [Reply.Step]) async throws {
        try await withEmbeddedGateway { gateway in
            gateway.enqueue(Reply(steps: [.text(Event.text("Hi") + "data: {\"cho")] + end))
            let relay = try gateway.model().relay(Self.request)
            let text = try await text(of: relay)
            let error =
                #"data: {"is_bifrost_error":false,"status_code":502,"error":{"message":"the answer was cut off before "#
                + #"it was complete","type":"answer_truncated"}}"# + "\n\n"
            #expect(text == Event.text("Hi") + error)
            #expect(relay.failure?.code == .truncated)
        }
    }

    @Test func anErrorOfTheGatewayIsToldWithoutTheKey() async throws {
        let config = ProviderConfig.minimal.with(\.apiKey, "sk-very-secret")
        let answer = ScriptedAnswer.events(
            "\(Event.text("Hi"))\(Event.error(429, "slow down, sk-very-secret"))\(Event.done)")
        let text = try await text(of: try Harness(config, answer).model.relay(Self.request))
        #expect(text.hasPrefix(Event.text("Hi")))
        #expect(text.contains(#""status_code":429"#))
        #expect(text.contains("slow down"))
        #expect(!text.contains("very-secret"))
        #expect(!text.contains("[DONE]"))
    }

    @Test func aRefusedCallIsThrownByOpened() async throws {
        let harness = try Harness(.minimal.with(\.retries, .never), .json(404, #"{"error":{"message":"no model"}}"#))
        let error = await llmError { try await harness.model.relay(Self.request).opened() }
        let told = RelayedError(try #require(error))
        #expect(told.status == 404)
        #expect(String(decoding: told.json, as: UTF8.self).contains("no model"))
    }

    @Test func whatIsNoEventStreamIsNotPassedOn() async throws {
        let relay = try Harness(.minimal, .json(200, "{\"private\":1}\n\n")).model.relay(Self.request)
        #expect(!(try await text(of: relay)).contains("private"))
        #expect(relay.failure?.code == .malformed)
    }

    enum Way: CaseIterable { case breakOut, writerThrows, cancelTask }

    @Test("The gateway sees that the client left", arguments: Way.allCases)
    func leaving(_ way: Way) async throws {
        try await withEmbeddedGateway { gateway in
            gateway.enqueue(Reply(steps: [.text(Event.text("Hi")), .hang]))
            let relay = try gateway.model().relay(Self.request)
            let task = Task {
                for try await _ in relay {
                    if way == .breakOut { break }
                    if way == .writerThrows { throw LLMError(.server, "the client left") }
                }
            }
            if way == .cancelTask {
                _ = try await gateway.request(0)
                task.cancel()
            }
            _ = await task.result
            _ = try await gateway.peerClosed(request: 0)
            #expect(relay.failure == nil)
        }
    }

    @Test func isIteratedOnce() async throws {
        let relay = try Harness(.minimal, .hello).model.relay(Self.request)
        _ = try await text(of: relay)
        #expect(await llmError { try await text(of: relay) }?.code == .configuration)
    }
}
