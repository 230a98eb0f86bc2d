import HTTPTransport
import LLM
import TestSupport
import Testing

@testable import Bifrost

/// Typed chunks that are written as OpenAI's event stream.
@Suite(.timeLimit(.minutes(5)))
struct RelayEncodingTests {
    @Test func writesGoldenBytes() async throws {
        var bytes: [UInt8] = []
        for try await piece in try Harness(.minimal, .hello).model.stream(.hello).relay() { bytes += piece }
        let head = #"data: {"id":"","object":"chat.completion.chunk","created":0,"model":"","choices":["#
        let expected = [
            head + #"{"index":0,"delta":{"content":"Hi"},"finish_reason":null}]}"#,
            head + #"{"index":0,"delta":{},"finish_reason":"stop"}]}"#,
            head + #"],"usage":{"completion_tokens":2,"prompt_tokens":3,"total_tokens":5}}"#,
            "data: [DONE]",
        ]
        #expect(String(decoding: bytes, as: UTF8.self) == expected.map { $0 + "\n\n" }.joined())
    }

    private func result(of stream: ChatStream) async throws -> Result<ChatResponse, LLMError> {
        var accumulator = ChatAccumulator()
        do {
            for try await chunk in stream { accumulator.add(chunk) }
            return .success(accumulator.response())
        } catch let error as LLMError {
            return .failure(error)
        }
    }

    @Test("What is written is read as the original", arguments: ChatVectorTests.names)
    func roundTrip(_ name: String) async throws {
        let entry = try #require(try Vectors.load("chat-stream.json").first { $0["name"] as? String == name })
        var answer = ScriptedAnswer.events(.bytes(Vectors.input(of: entry)))
        answer.fields["content-type"] = entry["content_type"] as? String ?? "text/event-stream"
        if entry["end"] as? String == "reset" {
            answer.pieces.append(.failure(HTTPTransportError(.connectionLost, "reset")))
        }
        let config = ProviderConfig.minimal.with(\.retries, .never)
        let original = try await result(of: try Harness(config, answer).model.stream(.hello))

        let relay = try Harness(config, answer).model.stream(.hello).relay()
        var written = ScriptedAnswer.events()
        for try await piece in relay { written.pieces.append(.bytes(piece)) }
        let read = try await result(of: try Harness(config, written).model.stream(.hello))
        switch (original, read) {
        case (.success(let original), .success(var read)):
            // What is absent is written as an empty text.
            if original.id == nil, read.id == "" { read.id = nil }
            if original.model == nil, read.model == "" { read.model = nil }
            #expect(read == original)
        case (.failure(let original), .failure(let read)):
            #expect(relay.failure?.code == original.code)
            // To the relay's client a malformed answer is the server's fault.
            #expect(read.code == (original.code == .malformed ? .server : original.code))
            #expect(read.partial?.text ?? "" == original.partial?.text ?? "")
        default: Issue.record("\(original) became \(read)")
        }
    }
}
