import CurlTransport
import HTTPTransport

/// CPU time of the loop for each event of a live stream: alone, and beside that many silent ones.
@Sendable func eventCost(_ input: ProbeInput) async throws -> Findings {
    let transport = try input.transport()
    let alone = try await leastCost(transport, input)
    let silent = try await transport.open(input.request("/silent"), count: input.count)
    let beside = try await leastCost(transport, input)
    await transport.shutdown(.immediate)
    return ["streams": silent.count, "alone": alone.milliseconds, "besideSilent": beside.milliseconds]
}

/// The best of three: whatever else the machine does only adds to it.
private func leastCost(_ transport: CurlTransport, _ input: ProbeInput) async throws -> Duration {
    var least: Duration?
    for _ in 0..<3 {
        let cost = try await cost(transport, input)
        least = min(least ?? cost, cost)
    }
    return least ?? .zero
}

private func cost(_ transport: CurlTransport, _ input: ProbeInput) async throws -> Duration {
    let body = try await transport.execute(input.request("/live")).body
    _ = try await body.read()
    let loop = try LoopThread()
    let before = loop.cpuTime
    var events = 0
    while let bytes = try await body.read() { events += bytes.count / 4 }
    return (loop.cpuTime - before) / max(1, events)
}
