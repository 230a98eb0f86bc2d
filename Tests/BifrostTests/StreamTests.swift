import Bifrost
import HTTPTransport
import TestSupport
import Testing

struct StreamTests {
    private static let lost = HTTPTransportError(.connectionLost, "gone", requestMayHaveArrived: true)

    @Test func sendsNothingBeforeItIsRead() throws {
        let harness = try Harness(.minimal, .hello)
        _ = harness.model.stream(.hello).makeAsyncIterator()
        #expect(harness.transport.requests.isEmpty)
    }

    @Test func delivers() async throws {
        let harness = try Harness(.minimal, .hello)
        let stream = harness.model.stream(.hello)
        let (texts, error) = try await stream.outcome()
        #expect(texts == ["Hi", "", ""])
        #expect(error == nil)
        #expect(stream.metadata.status == 200)
        #expect(stream.metadata.attempts == 1)
        #expect(stream.metadata.metrics?.firstToken == .zero)
        #expect(stream.metadata.metrics?.bytesReceived ?? 0 > 0)
    }

    @Test func readsOnlyWhenNothingIsDecoded() async throws {
        let harness = try Harness(.minimal, .events("\(Event.text("a"))\(Event.text("b"))\(Event.text("c"))", "x"))
        var iterator = harness.model.stream(.hello).makeAsyncIterator()
        for text in ["a", "b", "c"] {
            #expect(try await iterator.next(isolation: nil)?.delta == text)
            #expect(harness.transport.bodies.first?.reads == 1)
        }
    }

    @Test func showsMetadataAtTheFirstChunk() async throws {
        let harness = try Harness(.minimal, .hello)
        let stream = harness.model.stream(.hello)
        var iterator = stream.makeAsyncIterator()
        _ = try await iterator.next(isolation: nil)
        #expect(stream.metadata.status == 200)
        #expect(stream.metadata.headers.map(\.name) == ["content-type"])
    }

    @Test func givesTheBodyBackAtDone() async throws {
        let harness = try Harness(
            .minimal, .events("\(Event.text("Hi"))\(Event.finish)\(Event.done)", .silenceForEver))
        #expect(try await harness.model.stream(.hello).collect().text == "Hi")
        #expect(harness.transport.bodies.first?.events == [.read(0), .finished, .dropped])
    }

    @Test func isReadOnce() async throws {
        let harness = try Harness(.minimal, .hello)
        let stream = harness.model.stream(.hello)
        _ = try await stream.collect()
        #expect(try await stream.outcome().error?.code == .configuration)
        #expect(harness.transport.requests.count == 1)
    }

    @Test func staysAtItsEnd() async throws {
        let harness = try Harness(.minimal, .events("\(Event.text("Hi"))\(Event.finish)\(Event.done)"))
        var iterator = harness.model.stream(.hello).makeAsyncIterator()
        while try await iterator.next(isolation: nil) != nil {}
        #expect(try await iterator.next(isolation: nil) == nil)
        #expect(harness.transport.requests.count == 1)
    }

    @Test func staysAtItsError() async throws {
        let harness = try Harness(.minimal, .json(401, "{}"))
        var iterator = harness.model.stream(.hello).makeAsyncIterator()
        await #expect(throws: LLMError.self) { try await iterator.next(isolation: nil) }
        #expect(try await iterator.next(isolation: nil) == nil)
        #expect(harness.transport.requests.count == 1)
    }

    @Test func hidesARetryBeforeTheFirstContent() async throws {
        let harness = try Harness(
            .minimal, .events("\(Event.role)\(Event.error(529, "busy"))"),
            .events("\(Event.role)", .failure(Self.lost)),
            .hello)
        let stream = harness.model.stream(.hello)
        #expect(try await stream.outcome().texts == ["Hi", "", ""])
        #expect(harness.transport.requests.count == 3)
        #expect(stream.metadata.attempts == 3)
    }

    @Test func repeatsNothingThatIsNotRetryable() async throws {
        let harness = try Harness(.minimal, .events("\(Event.error(400, "wrong"))"), .hello)
        #expect(try await harness.model.stream(.hello).outcome().error?.code == .invalidRequest)
        #expect(harness.transport.requests.count == 1)
    }

    @Test func repeatsNothingAfterTheFirstContent() async throws {
        let harness = try Harness(.minimal, .events("\(Event.text("He"))\(Event.error(529, "busy"))"), .hello)
        let (texts, error) = try await harness.model.stream(.hello).outcome()
        #expect(texts == ["He"])
        #expect(error?.partial?.text == "He")
        #expect(error?.partial?.metadata.status == 200)
        #expect(error?.metadata?.attempts == 1)
        #expect(harness.transport.requests.count == 1)
        #expect(harness.transport.bodies.first?.events.contains(.cancelled) == true)
    }

    @Test(arguments: [(63, 2), (64, 1)])
    func withholdsAtMost64Chunks(_ count: Int, _ requests: Int) async throws {
        let roles = String(repeating: Event.role, count: count)
        let harness = try Harness(.minimal, .events("\(roles)", .failure(Self.lost)), .hello)
        _ = try await harness.model.stream(.hello).outcome()
        #expect(harness.transport.requests.count == requests)
    }

    @Test(
        arguments: [([], false), (["\(Event.done)"], false), ([.failure(lost)], true)]
            as [([ScriptedAnswer.Piece], Bool)])
    func isTruncatedWithoutFinishReason(_ end: [ScriptedAnswer.Piece], _ hasCause: Bool) async throws {
        var answer = ScriptedAnswer.events("\(Event.text("Hi"))")
        answer.pieces += end
        let harness = try Harness(.minimal, answer)
        let (texts, error) = try await harness.model.stream(.hello).outcome()
        #expect(texts == ["Hi"])
        #expect(error?.code == .truncated)
        #expect(error?.partial?.text == "Hi")
        #expect((error?.cause is HTTPTransportError) == hasCause)
    }

    @Test(arguments: [.connectionLost, .invalidResponse, .timeout] as [HTTPTransportError.Code])
    func forgivesWhatComesAfterTheFinish(_ code: HTTPTransportError.Code) async throws {
        var failure = HTTPTransportError(code, "late")
        if code == .timeout { failure.limit = .idle }
        let harness = try Harness(.minimal, .events("\(Event.text("Hi"))\(Event.finish)", .failure(failure)))
        #expect(try await harness.model.stream(.hello).collect().text == "Hi")
    }

    @Test func waitsTwoSecondsForAnEndThatNobodyNeeds() async throws {
        let harness = try Harness(
            .minimal,
            .events(
                "\(Event.text("Hi"))\(Event.finish)\(Event.usage)", .silence(.milliseconds(1500)), "\(Event.heartbeat)",
                .silence(.seconds(20)), "\(Event.done)"))
        let start = harness.clock.now
        #expect(try await harness.model.stream(.hello).collect().text == "Hi")
        #expect(start.duration(to: harness.clock.now) == .seconds(2))
    }

    @Test func waitsForUsageAfterTheFinish() async throws {
        let harness = try Harness(
            .minimal, .events("\(Event.text("Hi"))\(Event.finish)", .silence(.seconds(10)), "\(Event.usage)"))
        #expect(try await harness.model.stream(.hello).outcome().texts.count == 3)
    }

    @Test func endsTheTransferWhenDropped() async throws {
        let harness = try Harness(.minimal, .events("\(Event.text("a"))\(Event.text("b"))", .silenceForEver))
        for try await _ in harness.model.stream(.hello) { break }
        #expect(harness.transport.bodies.first?.events.last == .dropped)
    }

    @Test func endsTheTransferWhenCancelled() async throws {
        let harness = try Harness(.minimal, .events("\(Event.text("a"))", .silenceForEver))
        let call = Task {
            for try await _ in harness.model.stream(.hello) { withUnsafeCurrentTask { $0?.cancel() } }
        }
        await #expect(throws: CancellationError.self) { try await call.value }
        #expect(harness.transport.bodies.first?.events.last == .dropped)
    }
}
