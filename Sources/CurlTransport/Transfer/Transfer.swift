internal import HTTPTransport
private import Synchronization

/// One request as its reader sees it: the reader waits here, the loop delivers here.
///
/// The lock is held for the state machine alone; continuations are resumed and commands posted outside it.
final class Transfer: Sendable {
    /// What a reader waits for.
    enum Need { case head, bytes }

    let request: HTTPRequest
    let origin: Origin
    let submitted: MonotonicTime
    /// The way to the loop that it belongs to.
    let mailbox: Mailbox
    private let state: Mutex<StateMachine>
    private let body: Mutex<PreparedBody?>

    init(_ request: HTTPRequest, _ body: PreparedBody?, origin: Origin, lowWaterMark: Int, mailbox: Mailbox) {
        self.request = request
        self.body = Mutex(body)
        self.origin = origin
        self.submitted = .now
        self.state = Mutex(StateMachine(lowWaterMark: lowWaterMark))
        self.mailbox = mailbox
    }

    var metrics: TransferMetrics { state.withLock { $0.metrics } }
    var isCancelled: Bool { state.withLock { $0.isCancelled } }
}

extension Transfer: Hashable {
    static func == (one: Transfer, other: Transfer) -> Bool { one === other }
    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

// MARK: The reader's side

extension Transfer {
    /// Hands the request to the loop and waits for the head.
    func start() async throws -> ResponseHead {
        try submit()
        while true {
            if let head = try arrivedHead() { return head }
            await suspend(for: .head, until: nil)
        }
    }

    // Neither these nor the like below are inlined: what an asynchronous function touches stays in its task's memory.

    @inline(never)
    private func submit() throws {
        try Task.checkCancellation()
        guard mailbox.post(.execute(self)) else { throw HTTPTransportError.shutDown }
    }

    @inline(never)
    private func arrivedHead() throws -> ResponseHead? {
        switch state.withLock({ $0.headRequested() }) {
        case .head(let head): return head
        case .fail(let error): throw error
        case .cancelled: throw CancellationError()
        case .wait: return nil
        }
    }

    /// Returns what has arrived, waiting for it until the instant.
    ///
    /// Inlined like the wait in it: a frame of its own costs each lone chunk a place in the task's memory, and a look for
    /// the executor to return to.
    @inline(__always)
    func read(until deadline: MonotonicTime?) async throws -> [UInt8]? {
        while true {
            switch try arrived(before: deadline) {
            case .bytes(let bytes): return bytes
            case .end: return nil
            case .pending: await suspend(for: .bytes, until: deadline)
            }
        }
    }

    @inline(never)
    private func arrived(before deadline: MonotonicTime?) throws -> HTTPBodyPoll {
        // A reader that is always behind never waits, which is where it would be told.
        if Task.isCancelled { cancel() }
        let arrival = try poll()
        if arrival == .pending, let deadline, deadline <= .now { throw readTimeout() }
        return arrival
    }

    /// Takes what is there.
    func poll() throws -> HTTPBodyPoll {
        switch state.withLock({ $0.bytesRequested() }) {
        case .bytes(let bytes, let resumeTransfer):
            if resumeTransfer { mailbox.post(.resume(self)) }
            return .bytes(bytes)
        case .end: return .end
        case .fail(let error): throw error
        case .cancelled: throw CancellationError()
        case .wait: return .pending
        case .expired: throw readTimeout()
        }
    }

    /// Calls back once there is something to say, or the instant has passed; false when there is already.
    func wait(until deadline: MonotonicTime?, whenReady: @escaping @Sendable () -> Void) -> Bool {
        beginWait(.callback(whenReady), for: .bytes, until: deadline)
    }

    @inline(__always)
    private func suspend(for need: Need, until deadline: MonotonicTime?) async {
        await withTaskCancellationHandler {
            await unsafe withUnsafeContinuation {
                suspended(unsafe .task($0), for: need, until: deadline)
            }
        } onCancel: {
            cancel()
        }
    }

    @inline(never)
    private func suspended(
        _ continuation: StateMachine.Continuation, for need: Need, until deadline: MonotonicTime?
    ) {
        if !beginWait(continuation, for: need, until: deadline) { continuation.resume() }
    }

    /// Waits from now on, and will be resumed; false, and nothing is kept, when something has come meanwhile.
    private func beginWait(
        _ continuation: StateMachine.Continuation, for need: Need, until deadline: MonotonicTime?
    ) -> Bool {
        switch state.withLock({ $0.readerSuspended(continuation, for: need, until: deadline) }) {
        case .resumeReader: return false
        case .wait(let watch):
            if watch { mailbox.post(.watch(self)) }
            return true
        }
    }

    private func readTimeout() -> HTTPTransportError {
        var error = HTTPTransportError(.timeout, "nothing arrived in the time given", requestMayHaveArrived: true)
        error.limit = .read
        error.elapsed = MonotonicTime.now - submitted
        error.metrics = metrics
        return error
    }

    /// Ends the transfer at once; its reader gets `CancellationError`.
    func cancel() {
        let action = state.withLock { $0.cancelled() }
        action.wake?.resume()
        if action.tellLoop { mailbox.post(.cancel(self)) }
    }

    /// Gives up the rest of the body; the connection is kept if the end is near.
    func finish() {
        if state.withLock({ $0.finished() }) { mailbox.post(.windUp(self)) }
    }
}

// MARK: The loop's side

extension Transfer {
    struct DeliverResult {
        /// The reader has caught up: a paused transfer can go on at once.
        var resumeTransfer: Bool
        /// Bytes that were not read yet.
        var unread: Int
    }

    /// The body to be sent; whoever takes it owns its open files.
    func takeBody() -> PreparedBody? {
        body.withLock { body in
            defer { body = nil }
            return body
        }
    }

    /// Hands over what a turn has brought and wakes the reader.
    func deliver(_ delivery: consuming StateMachine.Delivery) -> DeliverResult {
        // A closure cannot consume what it captures, but it can take it away.
        var delivery = Optional(delivery)
        let (action, unread) = state.withLock { machine in
            guard let delivery = delivery.take() else { return (StateMachine.DeliverAction(), machine.unread) }
            return (machine.delivered(delivery), machine.unread)
        }
        action.wake?.resume()
        return DeliverResult(resumeTransfer: action.resumeTransfer, unread: unread)
    }

    /// Ends a transfer that never reached libcurl.
    func fail(_ error: HTTPTransportError) {
        _ = deliver(StateMachine.Delivery(outcome: .failed(error)))
    }

    /// When the loop must look at this transfer next: at its own limits' instant, or the waiting reader's deadline.
    func beginWatch(_ instant: MonotonicTime?) -> MonotonicTime? {
        state.withLock { $0.watchBegan(instant) }
    }

    /// Wakes the reader if its time is up.
    func expireWait(at now: MonotonicTime) {
        state.withLock { $0.waitExpired(at: now) }?.resume()
    }
}

extension HTTPTransportError {
    static var shutDown: HTTPTransportError { HTTPTransportError(.shutDown, "the transport was shut down") }

    static var concurrentRead: HTTPTransportError {
        HTTPTransportError(.invalidRequest, "a body is read by one task at a time")
    }
}
