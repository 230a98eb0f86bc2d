public import HTTPTransport
public import LLM

/// A transport that passes everything on to another one and records what it sees.
///
/// Bytes of an answer go on to their reader as they come; nothing is held back or asked for in advance. Each is kept in
/// memory too, up to a largest size in all. Keys are masked in ``recording``, by the rules of ``Redaction``.
public final class RecordingTransport: HTTPTransport {
    private let base: any HTTPTransport
    private let redaction: Redaction
    private let log: ExchangeLog

    /// Makes a transport.
    ///
    /// - Parameters:
    ///   - base: The transport that sends.
    ///   - redaction: What may stand in the recording.
    ///   - maximumSize: The most bytes of requests and answers that are kept in all. What is beyond is passed on and not
    ///     recorded.
    ///   - clock: What delays are measured with.
    public init(
        wrapping base: any HTTPTransport,
        redaction: Redaction = Redaction(),
        maximumSize: Int = 64 << 20,
        clock: CallClock = .continuous
    ) {
        self.base = base
        self.redaction = redaction
        self.log = ExchangeLog(maximumSize: maximumSize, clock: clock)
    }

    /// What was recorded so far, keys masked; answers that are still being received end as ``Recording/Ending/open``.
    public var recording: Recording {
        Recording(log.exchanges.map { Redactor(redaction, for: $0).redacted($0) })
    }

    /// Whether everything that passed is in the recording, which its largest size may prevent.
    public var isComplete: Bool { log.isComplete }

    /// Sends a request through the other transport.
    ///
    /// - Parameter request: The request.
    /// - Returns: The other transport's answer.
    /// - Throws: What the other transport throws.
    public func execute(_ request: HTTPRequest) async throws -> HTTPResponse {
        guard let exchange = log.began(Recording.Request(request)) else { return try await base.execute(request) }
        do {
            let response = try await base.execute(request)
            log.answered(exchange, response.head)
            let body = RecordingBody(response.body, exchange, log)
            return HTTPResponse(head: response.head, body: HTTPBody(body))
        } catch let error as HTTPTransportError {
            log.failed(exchange, Recording.Failure(error))
            throw error
        }
    }

    /// Shuts the other transport down; the recording stays.
    ///
    /// - Parameter mode: What happens to running requests.
    public func shutdown(_ mode: ShutdownMode) async { await base.shutdown(mode) }
}
