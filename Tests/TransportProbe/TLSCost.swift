import CurlTransport
import HTTPTransport

/// What a TLS connection costs the loop in CPU time, and the process in memory.
@Sendable func tlsCost(_ input: ProbeInput) async throws -> Findings {
    let transport = try input.transport()
    // The first one reads the authorities.
    let first = try await transport.open(input.request("/silent"), count: 1)
    let loop = try LoopThread()
    let cpuBefore = loop.cpuTime
    let memoryBefore = ProcessTable.residentBytes
    let streams = try await transport.open(input.request("/silent"), count: input.count)
    let memory = ProcessTable.residentBytes - memoryBefore
    let cpu = loop.cpuTime - cpuBefore
    await transport.shutdown(.immediate)
    return [
        "streams": streams.count + first.count,
        "cpuPerConnection": cpu.milliseconds / Double(input.count),
        "bytesPerConnection": memory / input.count,
    ]
}
