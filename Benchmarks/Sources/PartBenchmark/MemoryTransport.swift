import HTTPTransport
import Synchronization

/// Answers every request from memory.
struct MemoryTransport: HTTPTransport {
    var contentType: String
    /// What comes first, what is repeated, how often, and what comes last.
    var start: [UInt8]
    var lap: [[UInt8]]
    var laps: Int
    var end: [UInt8]

    /// A chat of so many laps of chunks.
    static func chat(laps: Int) -> MemoryTransport {
        MemoryTransport(
            contentType: "text/event-stream", start: ChatText.start,
            lap: ChatText.pieces(of: ChatText.lap), laps: laps, end: ChatText.end)
    }

    /// A whole answer.
    static var answer: MemoryTransport {
        MemoryTransport(contentType: "application/json", start: ChatText.answer, lap: [], laps: 0, end: [])
    }

    func execute(_ request: HTTPRequest) async throws -> HTTPResponse {
        let fields = HTTPFields([HTTPFields.Field(name: "content-type", value: contentType)])
        let head = HTTPResponseHead(status: 200, version: "HTTP/1.1", fields: fields, requestSent: .now)
        return HTTPResponse(head: head, body: HTTPBody(MemoryBody(self)))
    }

    func shutdown(_ mode: ShutdownMode) async {}
}

private final class MemoryBody: HTTPBodySource {
    private let answer: MemoryTransport
    private let position = Mutex(0)

    init(_ answer: MemoryTransport) { self.answer = answer }

    func read(until instant: ContinuousClock.Instant?) async throws -> [UInt8]? {
        let position = position.withLock { position in
            defer { position += 1 }
            return position
        }
        let pieces = answer.lap.count * answer.laps
        if position == 0 { return answer.start }
        if position <= pieces { return answer.lap[(position - 1) % answer.lap.count] }
        return position == pieces + 1 && !answer.end.isEmpty ? answer.end : nil
    }

    func cancel() {}
    func finish() {}
    var metrics: TransferMetrics { TransferMetrics() }
}

/// Refuses every request after it was encoded.
struct RefusingTransport: HTTPTransport {
    func execute(_ request: HTTPRequest) async throws -> HTTPResponse {
        throw HTTPTransportError(.shutDown, "nothing is sent here")
    }

    func shutdown(_ mode: ShutdownMode) async {}
}
