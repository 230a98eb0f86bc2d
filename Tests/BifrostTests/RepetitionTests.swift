import Bifrost
import HTTPTransport
import TestSupport
import Testing

/// What makes something is repeated only when it certainly was not made.
struct RepetitionTests {
    private static let file = MediaFile.bytes([1], name: "a.jsonl")

    private static let calls: [String: @Sendable (BifrostModel) async throws -> Void] = [
        "submit": { _ = try await $0.submit(.embedding(["a"])) },
        "uploadFile": { _ = try await $0.uploadFile(file, purpose: .batch) },
        "createBatch": { _ = try await $0.createBatch(BatchRequest(inputFileID: "file-1")) },
    ]

    private static let message = #"{"error":{"message":"no"}}"#
    private static let lost = HTTPTransportError(.connectionLost, "lost", requestMayHaveArrived: true)
    private static let unsent = HTTPTransportError(.connectionLost, "lost", requestMayHaveArrived: false)

    private static let answers: [(ScriptedAnswer, Int)] = [
        (.json(429, message), 3), (.json(429, message, ["retry-after": "1"]), 3),
        (.json(503, message, ["retry-after": "1"]), 3), (.failing(unsent), 3),
        (.failing(HTTPTransportError(.connect, "refused")), 3),
        (.json(503, message), 1), (.json(500, message), 1), (.json(500, message, ["retry-after": "1"]), 1),
        (.json(502, message), 1), (.json(504, message), 1), (.failing(lost), 1),
        (.json(429, #"{"error":{"code":"insufficient_quota","message":"no"}}"#), 1),
    ]

    @Test(arguments: calls.keys.sorted(), answers)
    func isRepeatedOnlyWhenNothingWasDone(_ name: String, _ answer: (ScriptedAnswer, Int)) async throws {
        let harness = try Harness(.minimal, answer.0)
        let call = try #require(Self.calls[name])
        let error = await llmError { try await call(harness.model) }
        #expect(error?.attempts == answer.1)
        #expect(harness.transport.requests.count == answer.1)
    }

    /// Reading has no effect, so that it is repeated as ever.
    @Test func questionsAreRepeated() async throws {
        let harness = try Harness(.minimal, .json(500, Self.message))
        let job = AsyncJob<JSONValue>(id: "job_1", kind: .embedding)
        #expect(await llmError { try await harness.model.status(of: job) }?.attempts == 3)
        #expect(await llmError { try await harness.model.file("file-1") }?.attempts == 3)
        #expect(await llmError { try await harness.model.batch("batch_1") }?.attempts == 3)
    }
}
