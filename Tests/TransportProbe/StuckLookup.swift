import CurlTransport
import HTTPTransport
import Synchronization

/// Needs the preloaded name lookup: `stuck.test` hangs while a stream of ticks goes on.
@Sendable func stuckLookup(_ input: ProbeInput) async throws -> Findings {
    let transport = try input.transport()
    let ticks = try await transport.execute(input.request()).body
    _ = try await ticks.read()

    let stuck = HTTPRequest(method: "GET", url: "http://stuck.test/")
    let isAnswered = Atomic(false)
    async let limited = connectLimit(transport, stuck)
    async let unlimited: Void = {
        _ = try? await transport.execute(stuck)
        isAnswered.store(true, ordering: .relaxed)
    }()
    let given = Task { try await transport.execute(stuck) }

    var pulse = Pulse()
    try await pulse.follow(ticks, for: .milliseconds(150))
    let cancelTime = await ContinuousClock().measure {
        given.cancel()
        _ = await given.result
    }
    try await pulse.follow(ticks, for: .milliseconds(1350))
    let isStillStuck = !isAnswered.load(ordering: .relaxed)
    let shutdownTime = await ContinuousClock().measure { await transport.shutdown(.immediate) }
    await unlimited
    let limit = await limited
    return [
        "ticks": pulse.count, "longestGap": pulse.longestGap.milliseconds, "cancelTime": cancelTime.milliseconds,
        "isStillStuck": isStillStuck, "shutdownTime": shutdownTime.milliseconds,
        "limitIsConnect": limit.isConnect, "limitTime": limit.time.milliseconds,
    ]
}

private func connectLimit(_ transport: CurlTransport, _ request: HTTPRequest) async -> (isConnect: Bool, time: Duration)
{
    var request = request
    request.limits.connect = .milliseconds(300)
    let start = ContinuousClock.now
    do {
        _ = try await transport.execute(request)
        return (false, .now - start)
    } catch {
        return ((error as? HTTPTransportError)?.limit == .connect, .now - start)
    }
}

/// How regularly something arrives.
private struct Pulse {
    private(set) var count = 0
    private(set) var longestGap = Duration.zero
    private var last: ContinuousClock.Instant

    init() { last = .now }

    /// Reads for this long.
    mutating func follow(_ body: HTTPBody, for duration: Duration) async throws {
        let end = ContinuousClock.now + duration
        while ContinuousClock.now < end, try await body.read() != nil {
            count += 1
            longestGap = max(longestGap, .now - last)
            last = .now
        }
    }
}
