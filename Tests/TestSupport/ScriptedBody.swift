import HTTPTransport
private import Synchronization

/// What happened to a scripted body, readable after the body is gone.
public final class BodyJournal: Sendable {
    /// Something that happened.
    public enum Event: Hashable, Sendable {
        /// Bytes were asked for; the script's piece of this number was next.
        case read(Int)
        /// The rest was given up.
        case finished
        /// The transfer was ended.
        case cancelled
        /// The last copy was dropped.
        case dropped
    }

    private let list = Mutex<[Event]>([])

    /// The events so far, in order.
    public var events: [Event] { list.withLock { $0 } }

    /// How often bytes were asked for.
    public var reads: Int {
        events.filter { if case .read = $0 { true } else { false } }.count
    }

    func note(_ event: Event) { list.withLock { $0.append(event) } }
}

final class ScriptedBody: HTTPBodySource {
    let journal = BodyJournal()
    private let clock: ManualClock
    private let script: Mutex<(pieces: [ScriptedAnswer.Piece], next: Int, received: Int)>

    init(_ pieces: [ScriptedAnswer.Piece], _ clock: ManualClock) {
        self.clock = clock
        script = Mutex((pieces, 0, 0))
    }

    deinit { journal.note(.dropped) }

    func read(until instant: ContinuousClock.Instant?) async throws -> [UInt8]? {
        journal.note(.read(script.withLock { $0.next }))
        while let piece = takeNext() {
            switch piece {
            case .bytes(let bytes): return bytes
            case .endless(let bytes, let duration):
                clock.advance(by: duration)
                return bytes
            case .silence(let duration): try wait(duration, until: instant)
            case .failure(let error): throw error
            case .silenceForEver: try await waitForCancellation()
            }
        }
        return nil
    }

    func cancel() { journal.note(.cancelled) }

    func finish() { journal.note(.finished) }

    var metrics: TransferMetrics {
        var metrics = TransferMetrics()
        metrics.bytesReceived = script.withLock { $0.received }
        return metrics
    }

    private func takeNext() -> ScriptedAnswer.Piece? {
        script.withLock { script in
            guard script.next < script.pieces.count else { return nil }
            let piece = script.pieces[script.next]
            switch piece {
            case .bytes(let bytes), .endless(let bytes, _): script.received += bytes.count
            case .silence, .silenceForEver, .failure: break
            }
            if case .endless = piece { return piece }
            script.next += 1
            return piece
        }
    }

    /// Moves the time on; what is left of the silence when the instant comes is there for the next read.
    private func wait(_ duration: Duration, until instant: ContinuousClock.Instant?) throws {
        let end = clock.now + duration
        guard let instant, instant < end else { return clock.advance(by: duration) }
        script.withLock { script in
            script.next -= 1
            script.pieces[script.next] = .silence(instant.duration(to: end))
        }
        clock.advance(by: max(.zero, clock.now.duration(to: instant)))
        var error = HTTPTransportError(.timeout, "nothing came in time")
        error.limit = .read
        throw error
    }

    private func waitForCancellation() async throws {
        let (stream, continuation) = AsyncStream<Never>.makeStream()
        // An iteration ends when its task is cancelled; the continuation is kept so that nothing else ends it.
        for await _ in stream {}
        withExtendedLifetime(continuation) {}
        throw CancellationError()
    }
}
