import Bifrost
import BifrostTesting
import CurlTransport
import HTTPTransport
import LLM
import TestSupport

/// Teams that call, and what happens to them meanwhile.
struct Round {
    private static let teams = 8

    let seed: UInt64
    let callers: Int
    /// How many streams are held open beside the calls.
    let held: Int
    let end: ContinuousClock.Instant

    /// How often a caller calls: as many calls begin in a second, however many callers there are.
    private var cycle: Duration { Self.cycle(of: callers) }

    private static func cycle(of callers: Int) -> Duration {
        // The gateway's part of a call takes many times longer in a build for debugging.
        #if DEBUG
        .milliseconds(40 * callers)
        #else
        .milliseconds(10 * callers)
        #endif
    }

    /// How long a round is to be, so that much happens in it.
    static func length(callers: Int) -> Duration { cycle(of: callers) * 2 }

    func run() async throws -> Tally {
        let crowd = try Crowd(seed: seed ^ 0xC0FFEE, streams: held, length: end - .now)
        let gateway = try await RestartedGateway(tokenInterval: cycle / 20, life: cycle / 4..<cycle)
        let tally = try await withThrowingTaskGroup { group in
            for team in 0..<Self.teams {
                group.addTask { try await work(SplitMix64(state: seed &+ UInt64(team) << 16), gateway.port) }
            }
            group.addTask {
                Tally(connections: try await gateway.restart(until: end, SplitMix64(state: ~seed)))
            }
            group.addTask { try await crowd.run() }
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
            let shutdown = min(end, .now + .random(in: cycle / 4..<cycle, using: &random))
            let seeds = (0..<callers / Self.teams).map { _ in random.next() }
            async let calls = withThrowingTaskGroup { group in
                for seed in seeds {
                    group.addTask { try await callAgain(SplitMix64(state: seed), port, transport, until: shutdown) }
                }
                return try await group.reduce(into: Tally()) { $0.add($1) }
            }
            try await Task.sleep(until: shutdown)
            await transport.shutdown(Bool.random(using: &random) ? .immediate : .graceful(within: .milliseconds(20)))
            tally.add(try await calls)
        }
        return tally
    }

    private func callAgain(
        _ random: SplitMix64, _ port: Int, _ transport: CurlTransport, until shutdown: ContinuousClock.Instant
    ) async throws -> Tally {
        var random = random
        var tally = Tally()
        while ContinuousClock.now < shutdown {
            try await Task.sleep(until: min(shutdown, .now + .random(in: .zero..<cycle / 2, using: &random)))
            let call = PlannedCall(&random)
            let start = ContinuousClock.now
            tally.note(await call.run(on: try model(call, port, transport)))
            let time = ContinuousClock.now - start
            if time > longestCall { tally.note(.violation("\(call): took \(time)")) }
        }
        return tally
    }

    /// The limit on the whole, and room for a busy machine: a call that takes longer hangs.
    private var longestCall: Duration { .seconds(60) + longestWhole }
    private var longestWhole: Duration { cycle * 5 / 2 }

    private func model(_ call: PlannedCall, _ port: Int, _ transport: CurlTransport) throws -> BifrostModel {
        var config = ProviderConfig(
            model: "openai/\(call.fault?.rawValue ?? "gpt-4o")", baseURL: "http://127.0.0.1:\(port)/v1",
            timeout: .after(.milliseconds(250) + cycle / 8))
        config.limits.total = .after(longestWhole)
        return try BifrostModel(config, transport: transport)
    }
}

extension Duration {
    static func random(in range: Range<Duration>, using random: inout SplitMix64) -> Duration {
        let width = (range.upperBound - range.lowerBound) / .milliseconds(1)
        return range.lowerBound + .milliseconds(Int.random(in: 0..<Int(width), using: &random))
    }
}
