import Bifrost
import BifrostTesting
import CurlTransport
import HTTPTransport
import LLM
import Synchronization
import TestSupport

/// Teams that call, and what happens to them meanwhile.
struct Round {
    private static let teams = 8
    private static let callersOfATeam = 25
    /// All limits together, and room for a busy machine: a call that takes longer hangs.
    private static let longestCall = Duration.seconds(60)

    let seed: UInt64
    let end: ContinuousClock.Instant

    func run() async throws -> Tally {
        let gateway = try await RestartedGateway()
        let tally = try await withThrowingTaskGroup { group in
            for team in 0..<Self.teams {
                group.addTask { try await work(SplitMix64(state: seed &+ UInt64(team) << 16), gateway.port) }
            }
            group.addTask {
                try await gateway.restart(until: end, SplitMix64(state: ~seed))
                return Tally()
            }
            return try await group.reduce(into: Tally()) { $0.add($1) }
        }
        await gateway.stop()
        return tally
    }

    /// Calls through one transport after the other; each is shut down while calls run.
    private func work(_ random: SplitMix64, _ port: Int) async throws -> Tally {
        var random = random
        var tally = Tally()
        while ContinuousClock.now < end {
            let transport = try CurlTransport()
            let isOver = Flag()
            let seeds = (0..<Self.callersOfATeam).map { _ in random.next() }
            async let calls = withThrowingTaskGroup { group in
                for seed in seeds {
                    group.addTask { try await callers(SplitMix64(state: seed), port, transport, until: isOver) }
                }
                return try await group.reduce(into: Tally()) { $0.add($1) }
            }
            try await Task.sleep(for: .milliseconds(.random(in: 500..<2000, using: &random)))
            isOver.raise()
            await transport.shutdown(Bool.random(using: &random) ? .immediate : .graceful(within: .milliseconds(20)))
            tally.add(try await calls)
        }
        return tally
    }

    private func callers(
        _ random: SplitMix64, _ port: Int, _ transport: CurlTransport, until isOver: Flag
    ) async throws -> Tally {
        var random = random
        var tally = Tally()
        while !isOver.isRaised {
            let call = PlannedCall(&random)
            let start = ContinuousClock.now
            tally.note(await call.run(on: try Self.model(call, port, transport)))
            let time = ContinuousClock.now - start
            if time > Self.longestCall { tally.note(.violation("\(call): took \(time)")) }
        }
        return tally
    }

    private static func model(_ call: PlannedCall, _ port: Int, _ transport: CurlTransport) throws -> BifrostModel {
        var config = ProviderConfig(
            model: "openai/\(call.fault?.rawValue ?? "gpt-4o")", baseURL: "http://127.0.0.1:\(port)/v1",
            timeout: .milliseconds(500))
        config.limits.total = .seconds(5)
        return try BifrostModel(config, transport: transport)
    }
}

/// Something that has happened.
private final class Flag: Sendable {
    private let value = Atomic(false)
    var isRaised: Bool { value.load(ordering: .acquiring) }
    func raise() { value.store(true, ordering: .releasing) }
}

/// A gateway that is killed again and again; another one takes its place.
private final class RestartedGateway: Sendable {
    private let current: Mutex<EmbeddedGateway>
    let port: Int

    init() async throws {
        let first = try await Self.start(port: 0)
        port = first.port
        current = Mutex(first)
    }

    func restart(until end: ContinuousClock.Instant, _ random: SplitMix64) async throws {
        var random = random
        while ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(.random(in: 500..<2000, using: &random)))
            await stop()
            try await Task.sleep(for: .milliseconds(.random(in: 0..<100, using: &random)))
            let next = try await Self.start(port: port)
            current.withLock { $0 = next }
        }
    }

    func stop() async { await current.withLock { $0 }.stop() }

    private static func start(port: Int) async throws -> EmbeddedGateway {
        var configuration = EmbeddedGateway.Configuration()
        configuration.port = port
        configuration.tokenInterval = .milliseconds(1)
        configuration.maximumRecordedRequests = 1
        return try await .start(configuration)
    }
}
