import BifrostTesting
import Synchronization
import TestSupport

/// A gateway that is killed again and again; another one takes its place.
final class RestartedGateway: Sendable {
    private let current: Mutex<EmbeddedGateway>
    private let tokenInterval: Duration
    private let life: Range<Duration>
    let port: Int

    /// A token of each answer leaves every so often, and each gateway lives for so long.
    init(tokenInterval: Duration, life: Range<Duration>) async throws {
        self.tokenInterval = tokenInterval
        self.life = life
        let first = try await Self.start(port: 0, tokenInterval)
        port = first.port
        current = Mutex(first)
    }

    /// Kills it and starts it anew until then; returns how many connections were open at once.
    func restart(until end: ContinuousClock.Instant, _ random: SplitMix64) async throws -> Int {
        var random = random
        var peak = 0
        while ContinuousClock.now < end {
            try await Task.sleep(until: min(end, .now + .random(in: life, using: &random)))
            peak = max(peak, current.withLock { $0 }.openConnections)
            await stop()
            try await Task.sleep(for: .milliseconds(.random(in: 0..<100, using: &random)))
            let next = try await startAgain()
            current.withLock { $0 = next }
        }
        return peak
    }

    func stop() async { await current.withLock { $0 }.stop() }

    /// Some other socket may have the port for a moment: that of a call which the system gave this very port to connect
    /// from.
    private func startAgain() async throws -> EmbeddedGateway {
        let deadline = ContinuousClock.now + .seconds(30)
        while true {
            do {
                return try await Self.start(port: port, tokenInterval)
            } catch  where ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    private static func start(port: Int, _ tokenInterval: Duration) async throws -> EmbeddedGateway {
        var configuration = EmbeddedGateway.Configuration()
        configuration.port = port
        configuration.tokenInterval = tokenInterval
        configuration.maximumRecordedRequests = 1
        return try await .start(configuration)
    }
}
