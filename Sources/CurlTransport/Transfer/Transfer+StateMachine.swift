internal import HTTPTransport

extension Transfer {
    /// What a reader and the loop have agreed on about one transfer; no I/O, no locks, no clock.
    ///
    /// The loop reports events, the reader asks; each call answers with what is to be done outside the lock.
    struct StateMachine: ~Copyable {
        /// What resumes a reader, a task or one that is called back; unchecked, since each is given out once, by the
        /// one that takes it away.
        @safe
        enum Continuation: Sendable {
            case task(UnsafeContinuation<Void, Never>)
            case callback(@Sendable () -> Void)

            func resume() {
                switch self {
                case .task(let task): unsafe task.resume()
                case .callback(let callback): callback()
                }
            }
        }

        /// Where the transfer stands.
        private enum State {
            /// The head is awaited.
            ///
            /// Next: receiving, ended, cancelled.
            case awaitingHead
            /// The head is there, the body flows.
            ///
            /// Next: ended, cancelled.
            case receiving
            /// The loop is done with it; bytes may be left to read.
            ///
            /// Final.
            case ended
            /// The loop is done with it, and something went wrong; bytes may be left to read.
            ///
            /// Final.
            case failed(HTTPTransportError)
            /// The reader gave it up.
            ///
            /// Final.
            case cancelled
        }

        /// A reader that waits.
        private struct Waiter {
            var continuation: Continuation
            var deadline: MonotonicTime?
        }

        private var state = State.awaitingHead
        private var head: ResponseHead?
        private var buffer = BodyBuffer()
        private var waiter: Waiter?
        /// The last wait has ended by its deadline, and its reader was not told yet.
        private var waitHasExpired = false
        private var isPaused = false
        /// When the loop looks at this transfer's limits next, whether or not anything happens.
        private var watched: MonotonicTime?
        private let lowWaterMark: Int
        private(set) var metrics = TransferMetrics()

        init(lowWaterMark: Int) { self.lowWaterMark = lowWaterMark }

        /// Bytes that were not read yet.
        var unread: Int { buffer.count }
    }
}

// MARK: The loop's side

extension Transfer.StateMachine {
    /// What the loop has for the reader after a turn.
    struct Delivery: ~Copyable {
        let bytes: BodyBuffer
        let isPaused: Bool
        /// Nil where bytes are all there is, as nearly always.
        let change: Change?

        /// What comes once or twice in a transfer; out of line, so that a delivery is small.
        final class Change: Sendable {
            let head: ResponseHead?
            let outcome: Outcome?
            /// The counters, where they were read again.
            ///
            /// Nil leaves all but the bytes as they were.
            let metrics: TransferMetrics?

            fileprivate init(_ head: ResponseHead?, _ outcome: Outcome?, _ metrics: TransferMetrics?) {
                self.head = head
                self.outcome = outcome
                self.metrics = metrics
            }
        }

        enum Outcome {
            case complete
            case failed(HTTPTransportError)
        }

        init(
            head: ResponseHead? = nil, bytes: BodyBuffer = BodyBuffer(), isPaused: Bool = false,
            outcome: Outcome? = nil, metrics: TransferMetrics? = nil
        ) {
            self.bytes = bytes
            self.isPaused = isPaused
            let isChange = head != nil || outcome != nil || metrics != nil
            change = isChange ? Change(head, outcome, metrics) : nil
        }
    }

    struct DeliverAction {
        /// The reader to wake up.
        var wake: Continuation?
        /// The reader has caught up meanwhile: the transfer can go on at once.
        var resumeTransfer = false
    }

    /// A turn of the loop has brought something for this transfer.
    mutating func delivered(_ delivery: consuming Delivery) -> DeliverAction {
        switch state {
        case .ended, .failed, .cancelled:
            return DeliverAction()
        case .awaitingHead, .receiving:
            break
        }
        metrics.bytesReceived += delivery.bytes.count
        isPaused = delivery.isPaused
        if let change = delivery.change { take(change) }
        // A pause alone is nothing to be woken for.
        let isNews = delivery.change != nil || delivery.bytes.count > 0
        buffer.append(delivery.bytes)
        var action = DeliverAction(wake: isNews ? takeWaiter() : nil)
        if isPaused && buffer.count <= lowWaterMark {
            isPaused = false
            action.resumeTransfer = true
        }
        return action
    }

    private mutating func take(_ change: Delivery.Change) {
        if let read = change.metrics { metrics = read }
        if let head = change.head {
            self.head = head
            state = .receiving
        }
        switch change.outcome {
        case .complete: state = .ended
        case .failed(let error): state = .failed(error)
        case nil: break
        }
    }

    /// The waiting reader's time is up.
    mutating func waitExpired(at now: MonotonicTime) -> Continuation? {
        guard let deadline = waiter?.deadline, deadline <= now else { return nil }
        waitHasExpired = true
        return takeWaiter()
    }

    /// The loop is about to watch the transfer's own limits until this instant; returns until when it must, with the
    /// waiting reader's deadline.
    ///
    /// One step, so that no deadline falls between the two.
    mutating func watchBegan(_ instant: MonotonicTime?) -> MonotonicTime? {
        watched = instant
        if let deadline = waiter?.deadline { watched = min(instant ?? deadline, deadline) }
        return watched
    }

    private mutating func takeWaiter() -> Continuation? { waiter.take()?.continuation }
}

// MARK: The reader's side

extension Transfer.StateMachine {
    enum HeadAnswer {
        case wait
        case head(ResponseHead)
        case fail(HTTPTransportError)
        case cancelled
    }

    /// The reader asks for the head.
    func headRequested() -> HeadAnswer {
        switch state {
        case .awaitingHead:
            return .wait
        case .receiving:
            return head.map { .head($0) } ?? .wait
        case .ended:
            return head.map { .head($0) } ?? .wait
        case .failed(let error):
            return head.map { .head($0) } ?? .fail(error)
        case .cancelled:
            return .cancelled
        }
    }

    enum BytesAnswer {
        case wait
        /// Nothing has come, and the deadline of the reader's wait has passed.
        ///
        /// Said once; it may ask again.
        case expired
        case bytes([UInt8], resumeTransfer: Bool)
        case end
        case fail(HTTPTransportError)
        case cancelled
    }

    /// The reader asks for bytes.
    mutating func bytesRequested() -> BytesAnswer {
        if case .cancelled = state { return .cancelled }
        if waiter != nil { return .fail(.concurrentRead) }
        defer { waitHasExpired = false }
        if let piece = buffer.popFirst() { return .bytes(piece, resumeTransfer: caughtUp()) }
        switch state {
        case .awaitingHead, .receiving: return waitHasExpired ? .expired : .wait
        case .ended: return .end
        case .failed(let error): return .fail(error)
        case .cancelled: return .cancelled
        }
    }

    private mutating func caughtUp() -> Bool {
        guard isPaused, case .receiving = state, buffer.count <= lowWaterMark else { return false }
        isPaused = false
        return true
    }

    enum SuspendAction {
        /// Something came meanwhile, or the transfer is over: do not wait.
        case resumeReader
        /// The reader waits.
        ///
        /// Its deadline is nearer than what the loop watches: tell the loop if true.
        case wait(watch: Bool)
    }

    /// The reader found nothing and wants to be woken up.
    mutating func readerSuspended(
        _ continuation: consuming Continuation, for need: Transfer.Need, until deadline: MonotonicTime?
    ) -> SuspendAction {
        let nothingThere =
            switch (state, need) {
            case (.awaitingHead, _): true
            case (.receiving, .bytes): buffer.count == 0
            case (.receiving, .head), (.ended, _), (.failed, _), (.cancelled, _): false
            }
        guard nothingThere, waiter == nil else { return .resumeReader }
        waiter = Waiter(continuation: continuation, deadline: deadline)
        guard let deadline else { return .wait(watch: false) }
        return .wait(watch: watched.map { deadline < $0 } ?? true)
    }

    struct CancelAction {
        /// The reader to wake up.
        var wake: Continuation?
        /// The loop must end the transfer.
        var tellLoop = false
    }

    /// The reader gave the transfer up: its task was cancelled, or the body dropped.
    mutating func cancelled() -> CancelAction {
        switch state {
        case .awaitingHead, .receiving:
            state = .cancelled
            buffer = BodyBuffer()
            return CancelAction(wake: takeWaiter(), tellLoop: true)
        case .ended, .failed:
            state = .cancelled
            buffer = BodyBuffer()
            return CancelAction()
        case .cancelled:
            return CancelAction()
        }
    }

    /// The reader needs no more bytes.
    ///
    /// True when the loop still works on the transfer and must wind it up.
    mutating func finished() -> Bool {
        switch state {
        case .awaitingHead, .receiving:
            state = .cancelled
            buffer = BodyBuffer()
            return true
        case .ended, .failed, .cancelled:
            return false
        }
    }

    var isCancelled: Bool {
        if case .cancelled = state { true } else { false }
    }
}
