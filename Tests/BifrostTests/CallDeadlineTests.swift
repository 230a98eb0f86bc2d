import Bifrost
import HTTPTransport
import TestSupport
import Testing

/// Calls end by the deadline of the work that makes them.
struct CallDeadlineTests {
    @Test(arguments: [(TimeLimit.inherit, 4), (.off, 4), (.seconds(9), 4), (.seconds(3), 3)])
    func holdsForCalls(_ total: TimeLimit, _ seconds: Int) async throws {
        let harness = try Harness(.minimal, .helloAtOnce, .hello)
        let options = GenerateOptions(limits: TimeLimits(total: total))
        try await CallDeadline.ending(at: harness.clock.now.advanced(by: .seconds(4))) {
            _ = try await harness.model.generate(.hello, options: options)
            _ = try await harness.model.stream(.hello, options: options).collect()
        }
        let deadline = harness.clock.now.advanced(by: .seconds(seconds))
        #expect(harness.transport.requests.map(\.limits.deadline) == [deadline, deadline])
        #expect(harness.transport.requests.map(\.limits.total) == [.seconds(seconds), .seconds(seconds)])
    }

    @Test func endsTheWaitsBetweenAttempts() async throws {
        let harness = try Harness(.minimal, .json(503, "{}"))
        let error = await CallDeadline.ending(at: harness.clock.now.advanced(by: .milliseconds(400))) {
            await llmError { try await harness.model.generate(.hello) }
        }
        #expect(error?.attempts == 1)
        #expect(harness.clock.sleeps.isEmpty)
    }

    @Test func sendsNothingOnceItHasPassed() async throws {
        let harness = try Harness(.minimal, .helloAtOnce)
        let error = await CallDeadline.ending(at: harness.clock.now) {
            await llmError { try await harness.model.generate(.hello) }
        }
        #expect(error?.code == .timeout && error?.timeout?.limit == .total)
        #expect(harness.transport.requests.isEmpty)
    }
}
