internal import LLM
private import Synchronization

/// What was read of an answer and not yet written to the client: bounded, and between two tasks.
final class RelayBuffer: Sendable {
    fileprivate enum Ending {
        case whole
        case failed(LLMError)
        case cancelled
    }

    fileprivate struct State {
        var bytes: [UInt8] = []
        var hasReceived = false
        /// Nil while more may come.
        var ending: Ending?
        /// Whether the client has been told of a failure.
        var toldFailure = false
        var isLeft = false
        var isHeartbeatDue = false
        var lastTaken: ContinuousClock.Instant
        var readers: [CheckedContinuation<Void, Never>] = []
        var writer: CheckedContinuation<Void, Never>?
    }

    /// From how many bytes on the reading waits; a single event may be larger.
    static let highWater = 64 << 10

    private let state: Mutex<State>
    private let now: @Sendable () -> ContinuousClock.Instant

    init(now: @escaping @Sendable () -> ContinuousClock.Instant) {
        self.now = now
        state = Mutex(State(lastTaken: now()))
    }

    /// What the call failed with.
    var failure: LLMError? {
        state.withLock { if case .failed(let error) = $0.ending { error } else { nil } }
    }

    /// Nobody reads any more: whoever waits gets `CancellationError`, unless the end is known.
    func leave() { change { $0.isLeft = true } }
}

// MARK: - The answer's side

extension RelayBuffer {
    /// Does the work that puts bytes in, and notes how it ended.
    func fill(_ work: (RelayBuffer) async throws -> Void) async {
        let ending: Ending
        do {
            try await work(self)
            ending = .whole
        } catch let error as LLMError {
            ending = .failed(error)
        } catch is CancellationError {
            ending = .cancelled
        } catch {
            ending = .failed(LLMError(.server, "the stream failed", cause: error))
        }
        change { $0.ending = $0.ending ?? ending }
    }

    /// Adds bytes and waits until there is room for more.
    func put(_ bytes: [UInt8]) async throws {
        change { state in
            if state.bytes.isEmpty { state.bytes = bytes } else { state.bytes += bytes }
            state.hasReceived = true
        }
        while try isFull() { await waitForRoom() }
    }

    private func isFull() throws -> Bool {
        try state.withLock { state in
            if state.isLeft { throw CancellationError() }
            return state.bytes.count >= Self.highWater
        }
    }

    private func waitForRoom() async {
        await withCheckedContinuation { continuation in
            let hasRoom = state.withLock { state in
                guard !state.isLeft, state.bytes.count >= Self.highWater else { return true }
                state.writer = continuation
                return false
            }
            if hasRoom { continuation.resume() }
        }
    }

    /// Changes the state and wakes whoever may go on; outside the lock.
    private func change(_ body: (inout State) -> Void) {
        let woken = state.withLock { state in
            body(&state)
            var woken = state.readers
            state.readers = []
            if state.isLeft, let writer = state.writer.take() { woken.append(writer) }
            return woken
        }
        for continuation in woken { continuation.resume() }
    }
}

// MARK: - The client's side

extension RelayBuffer {
    /// Waits for the first bytes, or for the end.
    func opened() async throws {
        while true {
            let isOpen = try state.withLock { state in
                if state.hasReceived { return true }
                switch state.ending {
                case .whole: return true
                case .failed(let error): throw error
                case .cancelled: throw CancellationError()
                case nil where state.isLeft: throw CancellationError()
                case nil: return false
                }
            }
            if isOpen { return }
            await waitForChange { !$0.hasReceived }
        }
    }

    /// Takes all bytes that are there, a heartbeat, or the failure; nil at the end.
    func take() async throws -> [UInt8]? {
        while true {
            let (taken, writer) = try state.withLock { state in
                let taken = try take(&state)
                if taken != nil { state.lastTaken = now() }
                return (taken, state.writer.take())
            }
            writer?.resume()
            switch taken {
            case .bytes(let bytes): return bytes
            case .end: return nil
            case nil: await waitForChange { $0.bytes.isEmpty && !$0.isHeartbeatDue }
            }
        }
    }

    private enum Taken {
        case bytes([UInt8])
        case end
    }

    private func take(_ state: inout State) throws -> Taken? {
        if state.isLeft, !state.isFinished { throw CancellationError() }
        if !state.bytes.isEmpty {
            state.isHeartbeatDue = false
            defer { state.bytes = [] }
            return .bytes(state.bytes)
        }
        switch state.ending {
        case .whole: return .end
        case .cancelled: throw CancellationError()
        case .failed(let error):
            guard !state.toldFailure else { return .end }
            state.toldFailure = true
            return .bytes(RelayedError(error).event)
        case nil:
            guard state.isHeartbeatDue else { return nil }
            state.isHeartbeatDue = false
            return .bytes(Array(": heartbeat\n\n".utf8))
        }
    }

    private func waitForChange(_ isUnchanged: (State) -> Bool) async {
        await withCheckedContinuation { continuation in
            let mustWait = state.withLock { state in
                guard isUnchanged(state), state.ending == nil, !state.isLeft else { return false }
                state.readers.append(continuation)
                return true
            }
            if !mustWait { continuation.resume() }
        }
    }
}

extension RelayBuffer.State {
    /// Whether the client has all that it will get.
    fileprivate var isFinished: Bool {
        switch ending {
        case .whole: bytes.isEmpty
        case .failed: bytes.isEmpty && toldFailure
        case .cancelled, nil: false
        }
    }
}

// MARK: - Heartbeats

extension RelayBuffer {
    /// Sends a heartbeat whenever the client has waited for this long, until the end.
    func beat(every interval: Duration, on clock: CallClock) async {
        while let due = nextBeat(after: interval), (try? await clock.sleepUntil(due)) != nil {
            beatIfSilent(interval)
        }
    }

    private func nextBeat(after interval: Duration) -> ContinuousClock.Instant? {
        state.withLock { $0.ending == nil && !$0.isLeft ? $0.lastTaken.advanced(by: interval) : nil }
    }

    private func beatIfSilent(_ interval: Duration) {
        let now = now()
        change { state in
            guard state.lastTaken.duration(to: now) >= interval else { return }
            // A client that is still being written to needs none.
            state.isHeartbeatDue = !state.readers.isEmpty
            state.lastTaken = now
        }
    }
}
