import LLM
import Synchronization
import TestSupport
import Testing

@Suite("Reports of calls")
struct CallReporterTests {
    private let clock = ManualClock()
    private let observer = NotingObserver()

    private var reporter: CallReporter { CallReporter(observer, clock: CallClock(clock)) }

    private func wait(_ seconds: Int) -> StepModel.Step { .run { [clock] in clock.advance(by: .seconds(seconds)) } }

    @Test func tellOfAStream() async throws {
        let steps = [wait(2), .role, wait(3), .text("a"), wait(1), .finish()]
        _ = try await StepModel(steps).with(reporter).stream(question).collect()
        let record = try #require(observer.records.first)
        #expect(record.outcome == .completed)
        #expect(record.modelID == "m")
        #expect(record.isStreamed)
        #expect(record.duration == .seconds(6))
        #expect(record.timeToFirstChunk == .seconds(2))
        #expect(observer.firstChunks == [.seconds(2)])
        #expect(record.chunkCount == 3)
        #expect(record.usage == Usage(input: 3, output: 2, total: 5))
        #expect(record.finishReasons == [.stop])
        #expect(record.requestID == "r")
        #expect(record.status == 200)
        #expect(record.attempts == 2)
        #expect(record.errorType == nil)
        #expect(observer.records.count == 1)
        #expect(observer.metadata == [StepModel.metadata])
    }

    @Test func tellOfAWholeAnswer() async throws {
        let reply = ChatChunk(choices: [ChoiceDelta(text: "a")], id: "i", model: "n", provider: "p")
        _ = try await StepModel([wait(2), .chunk(reply), .finish(.length)]).with(reporter).generate(question)
        let record = try #require(observer.records.first)
        #expect(record.outcome == .completed)
        #expect(!record.isStreamed)
        #expect(record.duration == .seconds(2))
        #expect(record.timeToFirstChunk == nil)
        #expect(record.chunkCount == 0)
        #expect(record.usage == Usage(input: 3, output: 2, total: 5))
        #expect(record.finishReasons == [.length])
        #expect([record.responseID, record.responseModel, record.provider] == ["i", "n", "p"])
        #expect(observer.records.count == 1)
    }

    @Test(arguments: [false, true])
    func tellOfAFailure(isStreamed: Bool) async throws {
        var error = LLMError(.overloaded, "too much")
        error.status = 503
        error.requestID = "gateway's"
        error.previousAttempts = [.init(code: .server, message: "oops")]
        error.metadata = StepModel.metadata
        let model = StepModel([.text("a"), .fail(error)]).with(reporter)
        await #expect(throws: LLMError.self) { try await answer(of: model, isStreamed) }
        let record = try #require(observer.records.first)
        #expect(record.outcome == .failed)
        #expect(record.errorCode == .overloaded)
        #expect(record.errorType == "overloaded")
        #expect(record.errorMessage == "too much")
        #expect(record.status == 503)
        #expect(record.requestID == "gateway's")
        #expect(record.attempts == 2)
        #expect(record.chunkCount == (isStreamed ? 1 : 0))
        #expect(observer.records.count == 1)
    }

    @Test func tellTheTypeAloneOfAForeignError() async throws {
        struct Own: Error { let secret = "s3cr3t" }
        let model = StepModel([.fail(Own())]).with(reporter)
        await #expect(throws: Own.self) { try await model.generate(question) }
        let record = try #require(observer.records.first)
        #expect(record.errorType == "Own")
        #expect(record.errorMessage == nil)
        #expect(record.attempts == 0)
        #expect(!"\(record)".contains("s3cr3t"))
    }

    @Test func tellOfAStreamThatIsLeft() async throws {
        let stream = StepModel(.answer("a", "b")).with(reporter).stream(question)
        for try await chunk in stream where chunk.delta == "a" {
            #expect(observer.records.isEmpty)
            break
        }
        let record = try #require(observer.records.first)
        #expect(record.outcome == .cancelled)
        #expect(record.chunkCount == 2)
        #expect(record.requestID == "r")
        #expect(record.finishReasons.isEmpty)
        #expect(observer.records.count == 1)
    }

    @Test(arguments: [false, true])
    func tellOfACancelledTask(isStreamed: Bool) async throws {
        let error = await cancelled { [reporter] reached in
            let model = StepModel([.text("a"), .run { reached() }, .hang]).with(reporter)
            try await answer(of: model, isStreamed)
        }
        #expect(error is CancellationError)
        #expect(observer.records.map(\.outcome) == [.cancelled])
    }

    @Test func tellNothingOfAStreamThatIsNeverIterated() {
        _ = StepModel(.answer("a")).with(reporter).stream(question).makeAsyncIterator()
        #expect(observer.begun.isEmpty)
    }

    @Test func tellOfAStreamThatWhatStandsBeforeNeverIterates() async throws {
        let dropping = ClosureMiddleware { call, next in
            _ = try await next(call)
            throw LLMError(.configuration, "no")
        }
        let model = StepModel(.answer("a")).with(dropping, reporter)
        #expect(await code { _ = try await model.stream(question).collect() } == .configuration)
        #expect(observer.records.map(\.outcome) == [.cancelled])
        #expect(observer.records.map(\.chunkCount) == [0])
    }

    @Test(arguments: [false, true])
    func runTheCallWhereTheSpanIsCurrent(isStreamed: Bool) async throws {
        let spans = Notes()
        let note = StepModel.Step.run { spans.add(NotingObserver.span ?? "none") }
        let model = StepModel([note, .text("a"), note, .finish(), note]).with(reporter)
        if isStreamed {
            for try await _ in model.stream(question) { spans.add(NotingObserver.span ?? "consumer") }
            #expect(spans.all == ["span 1", "consumer", "span 1", "consumer", "span 1"])
        } else {
            _ = try await model.generate(question)
            #expect(spans.all == ["span 1", "span 1", "span 1"])
        }
    }

    @Test func holdNothingThatWasSaid() async throws {
        let model = StepModel(.answer("the answer")).with(reporter)
        _ = try await model.generate([.user("the prompt")])
        _ = try await model.stream([.user("the prompt")]).collect()
        for record in observer.records {
            #expect(!"\(record)".contains("the prompt"))
            #expect(!"\(record)".contains("the answer"))
        }
        #expect(observer.records.count == 2)
    }

    @Test func goToAClosure() async throws {
        let notes = Notes()
        let model = StepModel(.answer("a")).with(CallReporter { notes.add($0.outcome.rawValue) })
        _ = try await model.generate(question)
        #expect(notes.all == ["completed"])
    }
}

private func answer(of model: some ChatModel, _ isStreamed: Bool) async throws {
    if isStreamed {
        _ = try await model.stream(question).collect()
    } else {
        _ = try await model.generate(question)
    }
}

/// Notes what it is told, and makes a span current where calls run.
private final class NotingObserver: ModelCallObserver {
    @TaskLocal static var span: String?

    private struct State {
        var begun: [ModelCall] = []
        var firstChunks: [Duration] = []
        var records: [ModelCallRecord] = []
        var metadata: [ResponseMetadata] = []
    }

    private struct Observation: ModelCallObservation {
        let number: Int
        let observer: NotingObserver

        func run<Value>(_ work: Work<Value>) async throws -> Value {
            try await NotingObserver.$span.withValue("span \(number)") { try await work() }
        }

        func firstChunk(after time: Duration) { observer.state.withLock { $0.firstChunks.append(time) } }

        func end(_ record: ModelCallRecord, metadata: ResponseMetadata) {
            observer.state.withLock { state in
                state.records.append(record)
                state.metadata.append(metadata)
            }
        }
    }

    private let state = Mutex(State())

    var begun: [ModelCall] { state.withLock { $0.begun } }
    var firstChunks: [Duration] { state.withLock { $0.firstChunks } }
    var records: [ModelCallRecord] { state.withLock { $0.records } }
    var metadata: [ResponseMetadata] { state.withLock { $0.metadata } }

    func begin(_ call: ModelCall) -> any ModelCallObservation {
        let number = state.withLock { state in
            state.begun.append(call)
            return state.begun.count
        }
        return Observation(number: number, observer: self)
    }
}
