import LLM
import TestSupport
import Testing

@testable import Bifrost

/// Heartbeats on a clock of the test's own.
@Suite(.timeLimit(.minutes(5)))
struct RelayHeartbeatTests {
    @Test func aHeartbeatComesForEachSilentInterval() async throws {
        // Its sleeps end at once, so a silence is over as soon as it has begun.
        let clock = ManualClock()
        let answer = ScriptedAnswer.events("\(Event.text("Hi"))", .silenceForEver)
        let options = RelayOptions(heartbeat: .seconds(15), clock: CallClock(clock))
        var iterator = try Harness(.minimal, answer).model.stream(.hello).relay(options: options).makeAsyncIterator()
        var texts: [String] = []
        while texts.filter({ $0 == ": heartbeat\n\n" }).count < 3, let piece = try await iterator.next(isolation: nil) {
            texts.append(String(decoding: piece, as: UTF8.self))
        }
        #expect(texts.filter { $0.contains("Hi") }.count <= 1)
        #expect(clock.sleeps.count >= 3)
        #expect(clock.sleeps.allSatisfy { $0 <= .seconds(15) })
    }

    @Test func theDefaultIsFifteenSeconds() {
        #expect(RelayOptions().heartbeat == .seconds(15))
    }
}
