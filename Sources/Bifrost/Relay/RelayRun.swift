internal import LLM
private import Synchronization

/// A relayed call: the task that reads the answer and the one that sends heartbeats.
///
/// Releasing it ends both.
final class RelayRun: Sendable {
    private struct State {
        var isStarted = false
        var isIterated = false
        var tasks: [Task<Void, Never>] = []
    }

    private let buffer: RelayBuffer
    private let options: RelayOptions
    private let work: @Sendable (RelayBuffer) async throws -> Void
    private let state = Mutex(State())

    init(options: RelayOptions, work: @escaping @Sendable (RelayBuffer) async throws -> Void) {
        self.options = options
        self.work = work
        buffer = RelayBuffer(now: options.clock.now)
    }

    deinit { cancel() }

    var failure: LLMError? { buffer.failure }

    func opened() async throws {
        start()
        try await withTaskCancellationHandler {
            try await buffer.opened()
        } onCancel: {
            cancel()
        }
    }

    /// Begins the one iteration; nil for a second one.
    func begin() -> RelayReading? {
        let isFirst = state.withLock { state in
            defer { state.isIterated = true }
            return !state.isIterated
        }
        return isFirst ? RelayReading(self) : nil
    }

    fileprivate func next() async throws -> [UInt8]? {
        start()
        return try await withTaskCancellationHandler {
            try await buffer.take()
        } onCancel: {
            cancel()
        }
    }

    /// Ends the call; the gateway sees it at once.
    fileprivate func cancel() {
        buffer.leave()
        for task in state.withLock({ $0.tasks }) { task.cancel() }
    }

    /// Sends the request, once.
    ///
    /// The tasks are unstructured: reading goes on between two calls of the iterator, and a heartbeat must come although
    /// the answer is silent. Both end with this object, and neither keeps it alive.
    private func start() {
        state.withLock { state in
            guard !state.isStarted else { return }
            state.isStarted = true
            state.tasks = [Task { [buffer, work] in await buffer.fill(work) }]
            guard let interval = options.heartbeat else { return }
            state.tasks.append(Task { [buffer, options] in await buffer.beat(every: interval, on: options.clock) })
        }
    }
}

/// One iteration; releasing it ends the call.
final class RelayReading {
    private let run: RelayRun

    init(_ run: RelayRun) { self.run = run }

    deinit { run.cancel() }

    func next() async throws -> [UInt8]? {
        do {
            let bytes = try await run.next()
            if bytes == nil { run.cancel() }
            return bytes
        } catch {
            run.cancel()
            throw error
        }
    }
}
