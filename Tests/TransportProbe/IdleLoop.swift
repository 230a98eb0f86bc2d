import CurlTransport
import HTTPTransport

/// How often the loop wakes up in two seconds: with that many silent streams, and after they have ended.
@Sendable func idleLoop(_ input: ProbeInput) async throws -> Findings {
    let transport = try input.transport()
    var streams = try await transport.open(input.request(), count: input.count)
    let loop = try LoopThread()
    let open = streams.count
    let withStreams = sleeps(of: loop)
    streams = []
    let withoutStreams = sleeps(of: loop)
    await transport.shutdown(.immediate)
    return ["streams": open, "wakeUpsWithStreams": withStreams, "wakeUpsWithoutStreams": withoutStreams]
}

private func sleeps(of loop: LoopThread) -> Int {
    settle(loop)
    let before = loop.sleeps
    idle(for: .seconds(2))
    return loop.sleeps - before
}

/// Waits until what has just happened is over: the loop neither works nor goes to sleep again.
private func settle(_ loop: LoopThread) {
    for _ in 0..<50 {
        let before = (loop.sleeps, loop.cpuTime)
        idle(for: .milliseconds(100))
        if before == (loop.sleeps, loop.cpuTime) { return }
    }
}
