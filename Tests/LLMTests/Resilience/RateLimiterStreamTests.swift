import LLM
import Testing

@Suite("The place of a call at a rate limiter", .timeLimit(.minutes(1)))
struct RateLimiterStreamTests {
    private let limiter: RateLimiter

    init() throws { limiter = try RateLimiter(concurrency: 1, maximumWaiting: 0) }

    private var isFree: Bool { limiter.load.running == 0 }

    @Test("is not taken by a stream that nobody iterates")
    func notIterated() {
        let staged = StagedModel(always: .answer())
        let stream = staged.with(limiter).stream([.user("")])
        withExtendedLifetime(stream) { #expect(isFree) }
        let iterator = stream.makeAsyncIterator()
        withExtendedLifetime(iterator) { #expect(isFree) }
        #expect(staged.journal.begun.isEmpty)
    }

    @Test("is held until a stream is complete, and the metadata are those of the model")
    func complete() async throws {
        let stream = StagedModel(attempts: 3, always: .answer()).with(limiter).stream([.user("")])
        var iterator = stream.makeAsyncIterator()
        #expect(try await iterator.next() != nil)
        #expect(!isFree)
        #expect(try await iterator.next()?.delta == "yes")
        #expect(try await iterator.next()?.finishReason == .stop)
        #expect(!isFree)
        #expect(try await iterator.next() == nil)
        #expect(isFree)
        #expect(try await iterator.next() == nil)
        #expect(stream.metadata.attempts == 3)
    }

    @Test("is given back by a stream that is left, though the stream itself is kept")
    func left() async throws {
        let staged = StagedModel(always: .answer() + [.hang])
        let stream = staged.with(limiter).stream([.user("")])
        for try await chunk in stream where chunk.hasContent { break }
        #expect(isFree)
        #expect(staged.journal.open == 0)
        withExtendedLifetime(stream) {}
    }

    @Test("is given back by a stream that fails, with a partial answer or without")
    func failed() async throws {
        let steps: [[StagedModel.Step]] = [
            [.failure(.server)], [.role, .text("a"), .failure(.truncated)], [.fail(CancellationError())],
        ]
        for steps in steps {
            let stream = StagedModel(always: steps).with(limiter).stream([.user("")])
            #expect(await failure { for try await _ in stream {} } != nil)
            #expect(isFree)
        }
    }

    @Test("is given back when the task of a stream is cancelled")
    func cancelled() async throws {
        let model = StagedModel(always: [.role, .hang]).with(limiter)
        let task = Task { for try await _ in model.stream([.user("")]) {} }
        await until { !isFree }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(isFree)
    }

    @Test("is given back when a call fails or is cancelled")
    func generate() async throws {
        for steps in [[.failure(.server)], [.fail(CancellationError())], .answer()] as [[StagedModel.Step]] {
            _ = await failure { _ = try await StagedModel(always: steps).with(limiter).generate([.user("")]) }
            #expect(isFree)
        }
    }

    @Test("is given back when what lies between drops the stream unread")
    func droppedUnread() async throws {
        let model = StagedModel(always: .answer()).with(Dropping(), limiter)
        let error = await failure { for try await _ in model.stream([.user("")]) {} } as? LLMError
        #expect(error?.message == "dropped")
        #expect(isFree)
    }

    private struct Dropping: ModelMiddleware {
        func respond(to call: ModelCall, next: @escaping Next) async throws -> ModelAnswer {
            _ = try await next(call)
            throw LLMError(.invalidRequest, "dropped")
        }
    }
}
