import Bifrost
import CurlTransport
import HTTPTransport
import LLM
import TestSupport

/// Streams that are open all at once, beside the calls of a round, through a gateway and transports of their own.
struct Crowd {
    private static let transports = 8

    private let seed: UInt64
    private let streams: Int
    private let length: Duration
    private let gateway: GatewayProcess?

    /// Starts the gateway, before anybody has descriptors that it would inherit.
    init(seed: UInt64, streams: Int, length: Duration) throws {
        (self.seed, self.streams, self.length) = (seed, streams, length)
        // An answer takes longer than the round: it has some thirty tokens.
        gateway =
            streams == 0 ? nil : try GatewayProcess(tokenInterval: length / 12, heartbeatInterval: length / 30)
    }

    func run() async throws -> Tally {
        guard let gateway else { return Tally() }
        let start = ContinuousClock.now
        let transports = try (0..<Self.transports).map { _ in try CurlTransport() }
        let open = OpenStreams()
        var random = SplitMix64(state: seed)
        var tally = try await withThrowingTaskGroup { group in
            for number in 0..<streams {
                let stream = HeldStream(&random, start, length)
                let model = try model(gateway, transports[number % Self.transports])
                group.addTask {
                    var tally = Tally()
                    tally.note(try await stream.run(on: model, open))
                    return tally
                }
            }
            try await Task.sleep(until: start + length)
            await cutOff(gateway, transports)
            return try await group.reduce(into: Tally()) { $0.add($1) }
        }
        tally.held = open.peak
        return tally
    }

    /// Half of what is left loses its transport, the rest its gateway.
    private func cutOff(_ gateway: GatewayProcess, _ transports: [CurlTransport]) async {
        for transport in transports.prefix(Self.transports / 2) { await transport.shutdown(.immediate) }
        gateway.kill()
        for transport in transports.suffix(Self.transports / 2) { await transport.shutdown(.immediate) }
    }

    private func model(_ gateway: GatewayProcess, _ transport: CurlTransport) throws -> BifrostModel {
        let config = ProviderConfig(
            model: "openai/gpt-4o", baseURL: gateway.baseURL, timeout: .after(length),
            limits: TimeLimits(connect: .after(length)), retries: RetryPolicy(maximumRetries: 0))
        return try BifrostModel(config, transport: transport)
    }
}
