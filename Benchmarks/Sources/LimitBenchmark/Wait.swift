import CurlTransport
import HTTPTransport

/// A wait that a limit must end: what the server does, and which limit is set.
enum Wait: String, CaseIterable {
    /// The request is read, no answer comes.
    case firstByte
    /// The body falls silent.
    case idle
    /// Events keep coming.
    case total
    /// The only slot is taken.
    case queue
    /// TCP is accepted, TLS is not answered.
    case connect
    /// A reader with a deadline of its own, and a body that is silent.
    case read

    private var path: String {
        switch self {
        case .firstByte: "silent"
        case .total: "ticks/1000"
        case .idle, .queue, .connect, .read: "head"
        }
    }

    private var expected: TransferLimits.Name {
        switch self {
        case .firstByte: .firstByte
        case .idle: .idle
        case .total: .total
        case .queue: .queue
        case .connect: .connect
        case .read: .read
        }
    }

    /// A transport on which this many can wait.
    func transport(streams: Int) throws -> CurlTransport {
        var configuration = CurlTransport.Configuration()
        configuration.maximumTransfers = self == .queue ? 1 : streams
        // A handshake that is not answered must not keep the others waiting outside their limit.
        configuration.maximumConnectsPerOrigin = max(1, streams)
        return try CurlTransport(configuration)
    }

    /// A request that waits, to the server on this port.
    func request(port: Int, _ value: Duration) -> HTTPRequest {
        let scheme = self == .connect ? "https" : "http"
        var limits = TransferLimits()
        switch self {
        case .firstByte: limits.firstByte = value
        case .idle: limits.idle = value
        case .total:
            limits.deadline = .now + value
            limits.total = value
        case .queue: limits.queue = value
        case .connect: limits.connect = value
        case .read: break
        }
        return HTTPRequest(
            method: "POST", url: "\(scheme)://127.0.0.1:\(port)/\(path)", body: HTTPRequestBody(Array("{}".utf8)),
            limits: limits)
    }

    /// Waits until the limit ends it and tells how late that was; nil when something else ended it.
    func lateness(_ request: HTTPRequest, _ value: Duration, on transport: CurlTransport) async -> Lateness? {
        let begun = ContinuousClock.now
        var deadline: ContinuousClock.Instant?
        do {
            let body = try await transport.execute(request).body
            _ = try await body.read()
            if self == .read { deadline = .now + value }
            while try await body.read(until: deadline) != nil {}
            return nil
        } catch {
            let caught = ContinuousClock.now
            guard let error = error as? HTTPTransportError, error.limit == expected else { return nil }
            let start = start(error.metrics ?? TransferMetrics())
            let due = deadline ?? request.limits.deadline ?? begun + start + value
            let loop = self == .read ? nil : error.elapsed.map { begun + $0 - due }
            return Lateness(caller: caught - due, loop: loop)
        }
    }

    /// When the wait began, counted from the call.
    private func start(_ metrics: TransferMetrics) -> Duration {
        switch self {
        case .firstByte: metrics.requestSent ?? .zero
        case .idle: metrics.firstByte ?? .zero
        case .connect: metrics.queued
        case .total, .queue, .read: .zero
        }
    }
}

/// How long after its instant a limit fired.
struct Lateness: Sendable {
    /// Until the call had thrown in the caller's task.
    var caller: Duration
    /// Until the loop ended the transfer; nil when it was the caller's own deadline.
    var loop: Duration?
}
