import Bifrost
import HTTPTransport
import TestSupport
import Testing

struct GenerateTests {
    @Test func answers() async throws {
        let harness = try Harness(.minimal, .helloAtOnce)
        let response = try await harness.model.generate(.hello)
        #expect(response.text == "Hi")
        #expect(response.metadata.headers.map(\.name) == ["content-type"])
        #expect(response.metadata.metrics?.bytesReceived ?? 0 > 0)
    }

    @Test func joinsPieces() async throws {
        var answer = ScriptedAnswer.helloAtOnce
        guard case .bytes(let bytes)? = answer.pieces.first else { return }
        answer.pieces = bytes.map { .bytes([$0]) }
        let harness = try Harness(.minimal, answer)
        #expect(try await harness.model.generate(.hello).text == "Hi")
    }

    @Test func refusesAnswerThatIsTooLarge() async throws {
        var limits = AnswerLimits()
        limits.body = 10
        let harness = try Harness(answerLimits: limits) { _, _ in .helloAtOnce }
        let error = try #require(await llmError { try await harness.model.generate(.hello) })
        #expect(error.code == .malformed)
        #expect(error.message.contains("AnswerLimits.body"))
        #expect(harness.transport.bodies.first?.events.contains(.cancelled) == true)
    }

    @Test func cutsErrorsThatAreTooLarge() async throws {
        var limits = AnswerLimits()
        limits.errorBody = 10
        let harness = try Harness(answerLimits: limits) { _, _ in
            var answer = ScriptedAnswer.json(401, "")
            answer.pieces = Array(repeating: "12345678", count: 100)
            return answer
        }
        let error = await llmError { try await harness.model.generate(.hello) }
        #expect(error?.code == .authentication)
        #expect(harness.transport.bodies.first?.reads == 2)
    }

    @Test func isTruncatedWhenTheConnectionIsLost() async throws {
        var answer = ScriptedAnswer.json(200, #"{"choices":[{"index":0,"#)
        answer.pieces.append(.failure(HTTPTransportError(.connectionLost, "gone", requestMayHaveArrived: true)))
        let harness = try Harness(.minimal, answer)
        let error = try #require(await llmError { try await harness.model.generate(.hello) })
        #expect(error.code == .truncated)
        #expect(error.isRetryable)
        #expect(error.cause is HTTPTransportError)
        // A part was received and paid for, so nothing is repeated without asking.
        #expect(harness.transport.requests.count == 1)
    }

    @Test func repeatsWhenNothingOfTheBodyCame() async throws {
        var answer = ScriptedAnswer.json(200, "")
        answer.pieces = [.failure(HTTPTransportError(.connectionLost, "gone", requestMayHaveArrived: true))]
        let harness = try Harness(.minimal, answer, .helloAtOnce)
        #expect(try await harness.model.generate(.hello).metadata.attempts == 2)
    }

    @Test func hasNoLimitOnContent() async throws {
        var answer = ScriptedAnswer.helloAtOnce
        answer.pieces.insert(.silence(.seconds(20)), at: 0)
        let limits = TimeLimits(firstToken: .seconds(1), stall: .seconds(1))
        let harness = try Harness(.minimal, answer)
        #expect(try await harness.model.generate(.hello, options: GenerateOptions(limits: limits)).text == "Hi")
    }

    @Test func refusesAnEmptyConversation() async throws {
        let harness = try Harness(.minimal, .helloAtOnce)
        #expect(await llmError { try await harness.model.generate([]) }?.code == .configuration)
        #expect(await llmError { try await harness.model.stream([]).collect() }?.code == .configuration)
        #expect(harness.transport.requests.isEmpty)
    }

    @Test func passesCancellationOn() async throws {
        let harness = try Harness(.minimal, .helloAtOnce)
        let call = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await harness.model.generate(.hello)
        }
        await #expect(throws: CancellationError.self) { try await call.value }
    }
}
