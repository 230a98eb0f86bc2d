internal import HTTPTransport

/// What the loop thread does: one turn after the other, and nothing else ever enters libcurl.
///
/// A turn: wait, take commands, serve sockets, serve libcurl's timer, end what is finished, fire limits, and
/// only then hand each touched transfer to its reader, once.
final class LoopDriver {
    let configuration: CurlTransport.Configuration
    let library: CurlLibrary
    /// The turn's time; read once per turn.
    private(set) var now = ContinuousClock.Instant.now

    private let mailbox: Mailbox
    private var poller: Poller
    private var multi: MultiHandle
    private var timers = TimerHeap<ActiveTransfer>()
    private var transfers: [ObjectIdentifier: ActiveTransfer] = [:]
    private var byHandle: [EasyHandle.ID: ActiveTransfer] = [:]
    private var queue = Queue<ActiveTransfer>()
    private var running = 0
    private var touched: [ActiveTransfer] = []
    private var toResume: [ActiveTransfer] = []
    /// When libcurl wants to be called.
    ///
    /// Nil when it does not.
    private var curlDue: ContinuousClock.Instant?
    private var nextKick = ContinuousClock.Instant.now
    private var shutdown: Shutdown?

    private struct Shutdown {
        /// When running transfers are ended.
        var deadline: ContinuousClock.Instant
        var whenDone: [CheckedContinuation<Void, Never>]
    }

    /// libcurl has lost timers in several releases; a call each second keeps every transfer going.
    private static let kickInterval = Duration.seconds(1)

    init(_ configuration: CurlTransport.Configuration, library: CurlLibrary, mailbox: Mailbox)
        throws(HTTPTransportError)
    {
        self.configuration = configuration
        self.library = library
        self.mailbox = mailbox
        self.poller = try Poller()
        self.multi = try MultiHandle()
        multi.setConnectionPoolSize(configuration.maximumTransfers)
        poller.watchForever(mailbox.eventDescriptor)
    }

    /// Runs until it is shut down; returns who waits for the end.
    func run() -> [CheckedContinuation<Void, Never>] {
        while true {
            turn()
            if let shutdown, transfers.isEmpty {
                return shutdown.whenDone + refuseRemaining(mailbox.close())
            }
        }
    }

    private func turn() {
        let events = poller.wait(milliseconds: timeout())
        now = .now
        if events.contains(where: { $0.descriptor == mailbox.eventDescriptor }) { obey(mailbox.takeCommands()) }
        resumeReady()
        serveSockets(events)
        serveTimer()
        endCompleted()
        fireLimits()
        flush()
        poller.applyChanges()
    }

    private func timeout() -> Int32? {
        if !toResume.isEmpty { return 0 }
        var nearest = [curlDue, timers.first?.due, shutdown?.deadline].compactMap { $0 }.min()
        if running > 0 { nearest = min(nearest ?? nextKick, nextKick) }
        guard let nearest else { return nil }
        // Rounded up: libcurl does nothing when it is called a fraction too early.
        let (seconds, attoseconds) = (nearest - .now).components
        let milliseconds = seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return Int32(clamping: max(0, milliseconds))
    }
}

// MARK: Commands

extension LoopDriver {
    /// Cancels come first, since they make room, then resumes, then new transfers.
    private func obey(_ commands: [Command]) {
        for case .cancel(let transfer) in commands { cancel(transfer) }
        for command in commands {
            switch command {
            case .resume(let transfer):
                if let active = transfers[ObjectIdentifier(transfer)] { toResume.append(active) }
            case .windUp(let transfer): windUp(transfer)
            case .watch(let transfer): if let active = transfers[ObjectIdentifier(transfer)] { setTimer(active) }
            case .cancel, .execute, .shutDown: break
            }
        }
        for case .execute(let transfer) in commands { execute(transfer) }
        for case .shutDown(let mode, let whenDone) in commands { beginShutdown(mode, whenDone) }
    }

    private func execute(_ transfer: Transfer) {
        guard shutdown == nil else { return transfer.fail(.shutDown) }
        guard !transfer.isCancelled else { return }
        guard let active = ActiveTransfer(transfer, loop: self) else {
            return transfer.fail(HTTPTransportError(.internalFailure, "libcurl could not make a handle"))
        }
        transfers[ObjectIdentifier(transfer)] = active
        queue.append(active)
        setTimer(active)
        startQueued()
    }

    private func cancel(_ transfer: Transfer) {
        guard let active = transfers[ObjectIdentifier(transfer)] else { return }
        release(active)
    }

    private func windUp(_ transfer: Transfer) {
        guard let active = transfers[ObjectIdentifier(transfer)] else { return }
        active.windingUpBegan()
        if active.windUpIsOver { release(active) } else { setTimer(active) }
    }

    private func resumeReady() {
        let ready = toResume
        toResume.removeAll(keepingCapacity: true)
        for active in ready where active.isPaused && active.isAdded {
            active.resumed()
            setTimer(active)
            if let descriptor = active.descriptor, !active.sharesConnection { poller.mask(descriptor, false) }
            active.easy.resume()
            absorbRequests()
        }
    }
}

// MARK: libcurl

extension LoopDriver {
    private func serveSockets(_ events: [Poller.Event]) {
        for event in events where poller.isCurrent(event) {
            let isSound = multi.socketReady(event.descriptor, readable: event.readable, writable: event.writable)
            absorbRequests()
            if !isSound { return rebuild() }
        }
    }

    private func serveTimer() {
        let isDue = curlDue.map { $0 <= now } ?? false
        guard isDue || (running > 0 && nextKick <= now) else { return }
        if isDue { curlDue = nil }
        nextKick = now + Self.kickInterval
        let isSound = multi.timeReached()
        absorbRequests()
        if !isSound { rebuild() }
    }

    /// Takes note of what libcurl asked for; a descriptor's new generation must be known before the next event.
    private func absorbRequests() {
        let requests = multi.takeRequests()
        switch requests.timer {
        case .unchanged: break
        case .never: curlDue = nil
        case .after(let milliseconds): curlDue = now + .milliseconds(milliseconds)
        }
        for request in requests.sockets { absorb(request) }
    }

    private func absorb(_ request: SocketRequest) {
        let descriptor = request.descriptor
        switch request.interest {
        case .read: poller.want(descriptor, read: true, write: false)
        case .write: poller.want(descriptor, read: false, write: true)
        case .readAndWrite: poller.want(descriptor, read: true, write: true)
        case .nothing: poller.want(descriptor, read: false, write: false)
        case .remove: poller.forget(descriptor)
        }
        if let active = byHandle[request.easy] {
            active.descriptor = request.interest == .remove ? nil : descriptor
        }
    }

    private func endCompleted() {
        while let (id, result) = multi.nextCompleted() {
            guard let active = byHandle[id] else { continue }
            let failure = active.failure ?? active.easy.failure(result, progress: active.progress)
            end(active, failure.map { .failed($0) } ?? .complete)
        }
    }

    /// A multi handle that failed is finished, and so is all that ran on it.
    private func rebuild() {
        endAll(HTTPTransportError(.internalFailure, "libcurl's multi handle failed", requestMayHaveArrived: true))
        guard let fresh = try? MultiHandle() else { return }
        multi = fresh
        multi.setConnectionPoolSize(configuration.maximumTransfers)
        curlDue = nil
    }
}

// MARK: Transfers

extension LoopDriver {
    private func startQueued() {
        while running < configuration.maximumTransfers, let active = queue.popFirst() {
            // What was ended while it waited is still in the queue.
            guard transfers[ObjectIdentifier(active.transfer)] === active else { continue }
            start(active)
        }
    }

    private func start(_ active: ActiveTransfer) {
        running += 1
        byHandle[active.easy.id] = active
        active.isAdded = multi.add(active.easy)
        absorbRequests()
        guard active.isAdded else {
            return end(active, .failed(HTTPTransportError(.internalFailure, "libcurl refused the transfer")))
        }
        active.connectingBegan()
        setTimer(active)
        if running == 1 { nextKick = now + Self.kickInterval }
    }

    /// Ends a transfer and tells its reader how.
    private func end(_ active: ActiveTransfer, _ outcome: Transfer.StateMachine.Delivery.Outcome) {
        let delivery = active.takeDelivery(outcome: outcome)
        release(active)
        _ = active.transfer.deliver(delivery)
    }

    /// Takes a transfer out of libcurl's hands; its connection is closed unless the answer was read to its end.
    private func release(_ active: ActiveTransfer) {
        guard transfers.removeValue(forKey: ObjectIdentifier(active.transfer)) != nil else { return }
        timers.remove(active)
        guard byHandle.removeValue(forKey: active.easy.id) != nil else { return }
        running -= 1
        if active.isAdded {
            active.isAdded = false
            // A masked socket that goes back to the pool must be watched again; one that is closed is forgotten.
            if let descriptor = active.descriptor { poller.mask(descriptor, false) }
            multi.remove(active.easy)
            absorbRequests()
        }
        startQueued()
    }

    private func endAll(_ error: HTTPTransportError) {
        for active in transfers.values { end(active, .failed(error)) }
    }

    /// Notes a transfer for the end of the turn.
    func touch(_ active: ActiveTransfer) {
        guard !active.isTouched else { return }
        active.isTouched = true
        touched.append(active)
    }

    /// A full buffer: libcurl keeps what it has, and the socket rests until the reader has caught up.
    func pausedByReader(_ active: ActiveTransfer) {
        guard let descriptor = active.descriptor, !active.sharesConnection else { return }
        poller.mask(descriptor, true)
    }

    private func flush() {
        let turn = touched
        touched.removeAll(keepingCapacity: true)
        for active in turn {
            active.isTouched = false
            guard active.isAdded else { continue }
            if let failure = active.failure {
                end(active, .failed(failure))
                continue
            }
            if active.windUpIsOver {
                release(active)
                continue
            }
            if active.needsTimer { setTimer(active) }
            let result = active.transfer.deliver(active.takeDelivery())
            active.delivered(result)
            if result.resumeTransfer { toResume.append(active) }
        }
    }
}

// MARK: Limits

extension LoopDriver {
    private func setTimer(_ active: ActiveTransfer) {
        active.needsTimer = false
        let due = active.transfer.beginWatch(active.nextLimit)
        if let due { timers.set(active, due: due) } else { timers.remove(active) }
    }

    private func fireLimits() {
        while let active = timers.first, active.due <= now {
            active.transfer.expireWait(at: now)
            if active.windUpIsOver {
                release(active)
            } else if let error = active.firedLimit() {
                end(active, .failed(error))
            } else {
                setTimer(active)
            }
        }
        if let shutdown, shutdown.deadline <= now { endAll(.shutDown) }
    }
}

// MARK: The end

extension LoopDriver {
    private func beginShutdown(_ mode: ShutdownMode, _ whenDone: CheckedContinuation<Void, Never>?) {
        let deadline =
            switch mode {
            case .graceful(let time): now + time
            case .immediate: now
            }
        let earlier = shutdown.map { min($0.deadline, deadline) } ?? deadline
        shutdown = Shutdown(
            deadline: earlier, whenDone: (shutdown?.whenDone ?? []) + (whenDone.map { [$0] } ?? []))
    }

    /// Answers commands that came too late; returns who waits for the end.
    private func refuseRemaining(_ commands: [Command]) -> [CheckedContinuation<Void, Never>] {
        var waiting: [CheckedContinuation<Void, Never>] = []
        for command in commands {
            switch command {
            case .execute(let transfer): transfer.fail(.shutDown)
            case .shutDown(_, let whenDone): if let whenDone { waiting.append(whenDone) }
            case .resume, .cancel, .windUp, .watch: break
            }
        }
        return waiting
    }
}
