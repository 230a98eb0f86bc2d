import Bifrost
import HTTPTransport
import TestSupport
import Testing

struct TimeLimitTests {
    private func error(
        _ limits: TimeLimits, _ answer: ScriptedAnswer, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> (LLMError, ScriptedTransport) {
        let harness = try Harness(.minimal.with(\.limits, limits), answer)
        let error = try await harness.model.stream(.hello).outcome().error
        return (try #require(error, sourceLocation: sourceLocation), harness.transport)
    }

    private func timeout(_ limit: TransferLimits.Name) -> ScriptedAnswer {
        var error = HTTPTransportError(.timeout, "too long", requestMayHaveArrived: true)
        error.limit = limit
        return .failing(error)
    }

    @Test(
        arguments: [
            (.queue, .queue, 1), (.connect, .connect, 2), (.firstByte, .firstByte, 3), (.head, .firstToken, 4),
            (.idle, .idle, 5),
            (.total, .total, 7),
        ] as [(TransferLimits.Name, LLMError.Timeout.Limit, Double)])
    func namesTheLimit(_ name: TransferLimits.Name, _ limit: LLMError.Timeout.Limit, _ seconds: Double) async throws {
        let limits = TimeLimits(
            queue: .seconds(1), connect: .seconds(2), firstByte: .seconds(3), firstToken: .seconds(4),
            idle: .seconds(5),
            stall: .seconds(6), total: .seconds(7))
        let (error, _) = try await error(limits, timeout(name))
        #expect(error.code == .timeout)
        #expect(error.timeout?.limit == limit)
        #expect(error.timeout?.value == .seconds(seconds))
        #expect(error.message.contains("\(Int(seconds)) s (limit \(limit.rawValue))"))
        #expect(error.cause is HTTPTransportError)
    }

    @Test func renamesTheWaitForTheHead() async throws {
        let (error, transport) = try await error(TimeLimits(firstToken: .milliseconds(1500)), timeout(.firstByte))
        #expect(transport.requests.first?.limits.firstByte == .milliseconds(1500))
        #expect(error.timeout?.limit == .firstToken)
        #expect(error.timeout?.value == .milliseconds(1500))
        #expect(error.message.contains("no first token within 1.5 s (limit firstToken)"))
        #expect(error.message.contains("TimeLimits.firstToken"))
    }

    @Test func countsTheFirstTokenFromTheRequest() async throws {
        var answer = ScriptedAnswer.events(
            "\(Event.role)", .silence(.seconds(10)), "\(Event.heartbeat)", .silence(.seconds(15)), "\(Event.text("Hi"))"
        )
        answer.headDelay = .seconds(10)
        let (error, transport) = try await error(TimeLimits(), answer)
        #expect(error.timeout?.limit == .firstToken)
        #expect(error.timeout?.value == .seconds(30))
        #expect(error.timeout?.elapsed == .seconds(30))
        #expect(error.timeout?.eventsReceived == 1)
        #expect(error.timeout?.bytesReceived == Event.role.utf8.count + Event.heartbeat.utf8.count)
        #expect(transport.requests.count == 1)
        #expect(transport.bodies.first?.events.contains(.cancelled) == true)
    }

    @Test func stallsWithoutContent() async throws {
        let quiet: [ScriptedAnswer.Piece] = [
            .silence(.seconds(12)), "\(Event.heartbeat)", .silence(.seconds(12)), "\(Event.role)",
            .silence(.seconds(12)),
        ]
        var answer = ScriptedAnswer.events("\(Event.text("a"))", .silence(.seconds(29)), "\(Event.text("b"))")
        answer.pieces += quiet
        let (error, _) = try await error(TimeLimits(), answer)
        #expect(error.timeout?.limit == .stall)
        #expect(error.timeout?.value == .seconds(30))
        #expect(error.timeout?.elapsed == .seconds(59))
        #expect(error.partial?.text == "ab")
        #expect(error.message.contains("no content was received for 30 s (limit stall)"))
    }

    /// Bytes that are always there never let a reader wait, which is where a limit would be told.
    @Test(arguments: [(nil, .firstToken), (Event.text("a"), .stall)] as [(String?, LLMError.Timeout.Limit)])
    func isNotHeldOffByComments(_ start: String?, _ limit: LLMError.Timeout.Limit) async throws {
        let comments = Array(String(repeating: Event.heartbeat, count: 1000).utf8)
        var answer = ScriptedAnswer.events(.endless(comments, each: .milliseconds(10)))
        if let start { answer.pieces.insert(.bytes(Array(start.utf8)), at: 0) }
        let (error, _) = try await error(TimeLimits(firstToken: .seconds(3), stall: .seconds(5), total: .off), answer)
        #expect(error.timeout?.limit == limit)
        #expect(error.partial?.text == (start == nil ? nil : "a"))
        #expect(try #require(error.timeout?.elapsed) < .seconds(7))
    }

    @Test func endsAWholeAnswerThatCommentsFollow() async throws {
        let comments = Array(String(repeating: Event.heartbeat, count: 1000).utf8)
        let harness = try Harness(
            .minimal.with(\.limits, TimeLimits(total: .off)),
            .events("\(Event.text("a"))\(Event.finish)\(Event.usage)", .endless(comments, each: .milliseconds(10))))
        #expect(try await harness.model.stream(.hello).collect().text == "a")
    }

    /// A reader that gets the processor late finds what arrived in time behind a limit that has passed.
    @Test func readsWhatArrivedInTime() async throws {
        var answer = ScriptedAnswer.events("\(Event.heartbeat)", "\(Event.text("a"))\(Event.finish)", "\(Event.done)")
        answer.headDelay = .seconds(60)
        let harness = try Harness(.minimal.with(\.limits, TimeLimits(firstToken: .seconds(3))), answer)
        #expect(try await harness.model.stream(.hello).collect().text == "a")
    }

    @Test func doesNotCountTheConsumersTime() async throws {
        let harness = try Harness(
            .minimal,
            .events(
                "\(Event.text("a"))", .silence(.seconds(20)), "\(Event.role)", .silence(.seconds(9)),
                "\(Event.text("b"))\(Event.finish)"))
        for try await _ in harness.model.stream(.hello) { harness.clock.advance(by: .seconds(3600)) }
    }

    @Test func switchesLimitsOff() async throws {
        let harness = try Harness(
            .minimal.with(\.timeout, .off),
            .events(.silence(.seconds(86_400)), "\(Event.text("a"))", .silence(.seconds(86_400)), "\(Event.finish)"))
        #expect(try await harness.model.stream(.hello).collect().text == "a")
    }

    @Test func doesNotMissWhatHasFinished() async throws {
        let harness = try Harness(
            .minimal, .events("\(Event.text("a"))\(Event.finish)", .silence(.seconds(3600)), "\(Event.usage)"))
        #expect(try await harness.model.stream(.hello).collect().text == "a")
    }
}
