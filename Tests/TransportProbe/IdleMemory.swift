import CurlTransport
import HTTPTransport

/// What an open stream costs in memory, each with a request of 1 KiB and a reader that waits.
@Sendable func idleMemory(_ input: ProbeInput) async throws -> Findings {
    let transport = try input.transport()
    var request = input.request()
    request.method = "POST"
    request.body = HTTPRequestBody([UInt8](repeating: UInt8(ascii: "x"), count: 1024))
    // What comes with the first streams is the process's, not theirs.
    let first = try await transport.open(request, count: 20)
    let before = ProcessTable.residentBytes
    let streams = try await transport.open(request, count: input.count)
    let readers = streams.map { stream in Task { try await stream.read() } }
    idle(for: .milliseconds(100))
    let after = ProcessTable.residentBytes
    await transport.shutdown(.immediate)
    for reader in readers { _ = await reader.result }
    return ["streams": streams.count, "bytesPerStream": (after - before) / streams.count, "firstStreams": first.count]
}
