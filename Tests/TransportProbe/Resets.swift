import CurlTransport
import Glibc
import HTTPTransport

/// Reads that many streams which the server resets, one after the other.
@Sendable func resets(_ input: ProbeInput) async throws -> Findings {
    // Whoever started the process may have it ignored, and then nothing would show.
    signal(SIGPIPE, SIG_DFL)
    let before = brokenPipeAction()
    let transport = try input.transport()
    var lost = 0
    for _ in 0..<input.count {
        do {
            let body = try await transport.execute(input.request("/reset")).body
            while try await body.read() != nil {}
        } catch let error as HTTPTransportError where error.code == .connectionLost {
            lost += 1
        }
    }
    await transport.shutdown(.immediate)
    return ["lost": lost, "actionIsUnchanged": brokenPipeAction() == before]
}

/// What the process does about SIGPIPE.
private func brokenPipeAction() -> Int {
    var action = sigaction()
    sigaction(SIGPIPE, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
}
