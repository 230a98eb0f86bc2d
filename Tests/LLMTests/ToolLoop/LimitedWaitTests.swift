import TestSupport
import Testing

@testable import LLM

@Suite("A wait with a limit", .timeLimit(.minutes(5)))
struct LimitedWaitTests {
    private struct Failure: Error {}

    @Test("returns and throws what the work does", arguments: [nil, Duration.seconds(1)])
    func outcome(_ limit: Duration?) async throws {
        let clock = HeldClock()
        #expect(try await LimitedWait.value(limit: limit, clock: clock.callClock) { 1 } == 1)
        await #expect(throws: Failure.self) {
            try await LimitedWait.value(limit: limit, clock: clock.callClock) { throw Failure() }
        }
    }

    @Test("leaves nobody asleep")
    func sleepers() async throws {
        let clock = HeldClock()
        try await LimitedWait.value(limit: .seconds(1), clock: clock.callClock) { _ = try await clock.nextSleep() }
        #expect(clock.sleeperCount == 0)
    }

    @Test("ends with its time, and cancels work that it does not wait for")
    func end() async throws {
        let clock = HeldClock()
        let (gate, cancelled) = (AsyncGate(), AsyncGate())
        let time = Task {
            try await clock.nextSleep()
            clock.advance(by: .seconds(1))
        }
        await #expect(throws: WaitEnded.self) {
            try await LimitedWait.value(limit: .seconds(1), clock: clock.callClock) {
                await withTaskCancellationHandler(operation: gate.wait) { cancelled.open() }
            }
        }
        await cancelled.wait()
        try await time.value
        gate.open()
    }
}

@Suite("The deadline of calls")
struct CallDeadlineTests {
    @Test("the earlier one holds, in tasks of their own too")
    func earlier() async {
        let now = ContinuousClock.now
        #expect(CallDeadline.current == nil)
        await CallDeadline.ending(at: now) {
            await CallDeadline.ending(at: now + .seconds(1)) { #expect(CallDeadline.current == now) }
            await CallDeadline.ending(at: now - .seconds(1)) {
                #expect(await Task { CallDeadline.current }.value == now - .seconds(1))
            }
            await CallDeadline.ending(at: nil) { #expect(CallDeadline.current == now) }
        }
        #expect(CallDeadline.current == nil)
    }
}

@Suite("Calls without results")
struct UnansweredCallTests {
    private static let calls = [ToolCall.of("a", id: "1"), .of("b", id: "1"), .of("c", id: "e\u{301}")]
    private static let turn: [Message] = [.user("Go"), .assistant("", toolCalls: calls)]

    @Test("are those of the last turn, each id once for each result, by bytes")
    func counting() {
        #expect(Self.turn.unansweredCalls == Self.calls)
        #expect((Self.turn + [.tool("", callID: "1")]).unansweredCalls.map(\.name) == ["b", "c"])
        let all: [Message] = [.tool("", callID: "1"), .tool("", callID: "1"), .tool("", callID: "\u{e9}")]
        #expect((Self.turn + all).unansweredCalls.map(\.name) == ["c"])
        #expect((Self.turn + [.user("Never mind")]).unansweredCalls.isEmpty)
        #expect([Message]().unansweredCalls.isEmpty)
        #expect([Message.tool("", callID: "1")].unansweredCalls.isEmpty)
    }
}
