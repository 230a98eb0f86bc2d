internal import CLinux
import HTTPTransport
import LLM

/// Reads one streamed answer: bytes, elements, the limits on silence, and the end.
final class AnswerReader<Decoder: StreamDecoder> {
    private let call: GatewayCall
    let body: HTTPBody
    private let recorder: StreamRecorder
    private let requestSent: ContinuousClock.Instant
    private var attempt: CallAttempt
    // Unchecked, since one task at a time reads a stream and nothing enters again: a check costs as much as a chunk.
    @exclusivity(unchecked) private var state: State
    private var ended = false

    /// What a chunk changes.
    private struct State {
        var decoder: Decoder
        var patience: StreamPatience
        var bytesEnded = false

        // Mutating, like the others, so that it is entered where it is: otherwise the decoder is copied to be asked.
        mutating func isOver() -> Bool { decoder.isDone || bytesEnded }

        mutating func next() throws(LLMError) -> Decoder.Element? {
            guard let element = try decoder.next() else { return nil }
            if Decoder.isContent(element) { patience.contentReceived() }
            return element
        }

        mutating func wait(from now: Duration) -> Duration? {
            if decoder.isComplete && decoder.isExhausted { patience.answerIsWhole() }
            return patience.wait(from: now)
        }

        mutating func take(_ bytes: [UInt8]?) {
            patience.received(bytes?.count ?? 0)
            if let bytes {
                decoder.append(bytes)
            } else {
                bytesEnded = true
                decoder.bytesEnded()
            }
        }
    }

    // Neither this nor what the asynchronous functions below call is inlined: what they touch would stay in the task's
    // memory for as long as it waits, and errors, chunks and decoders are large.
    @inline(never)
    init(
        _ streamed: StreamedCall<Decoder>, _ answer: HTTPResponse, _ attempt: CallAttempt, _ recorder: StreamRecorder
    ) {
        call = streamed.call
        body = answer.body
        self.attempt = attempt
        self.recorder = recorder
        requestSent = answer.head.requestSent
        state = State(
            decoder: streamed.decoder(answer.head), patience: StreamPatience(limits: call.limits))
        recorder.metadata = attempt.metadata(nil, now: call.clock.now())
    }

    /// A stream that is left, or whose task was cancelled, tells what is known of it until then.
    deinit {
        if !ended { recorder.metadata = attempt.metadata(body.metrics, now: call.clock.now()) }
    }

    /// The message as far as it came; nil for what has none.
    var partial: ChatResponse? { state.decoder.partial }

    /// Returns the next element, or nil after the answer is complete.
    func next() async throws -> Decoder.Element? {
        if let element = try decodedOrThrow() { return element }
        return try await awaited()
    }

    // Inlined like what it awaits: each asynchronous function on the way costs a chunk its frame, and a look for the
    // executor to return to.
    /// Returns the next element when the bytes that are here hold none; nil after the answer is complete.
    @inline(__always)
    func awaited() async throws -> Decoder.Element? {
        while try !finishIfOver() {
            try await receive()
            if let element = try decodedOrThrow() {
                consumerHasTurn()
                return element
            }
        }
        return nil
    }

    /// Returns the next element of the bytes that are here; nil when they hold no further one.
    func decoded() throws(LLMError) -> Decoder.Element? {
        do {
            guard !ended, let element = try state.next() else { return nil }
            if attempt.firstToken == nil { noteFirstToken() }
            return element
        } catch {
            throw failed(error)
        }
    }

    @inline(never)
    private func decodedOrThrow() throws -> Decoder.Element? { try decoded() }

    @inline(never)
    func finishIfOver() throws -> Bool {
        guard !ended else { return true }
        guard state.isOver() else { return false }
        try finish(connectionLost: state.bytesEnded && body.metrics.endIsDoubtful)
        return true
    }

    private func noteFirstToken() {
        if state.patience.contentSeen { attempt.firstToken = attempt.start.duration(to: call.clock.now()) }
    }

    @inline(__always)
    private func receive() async throws {
        do {
            let bytes = try await body.read(until: endOfWait())
            prefetch()
            take(bytes)
        } catch {
            try interruptedOrThrow(by: error)
        }
    }

    @inline(never)
    func endOfWait() throws -> ContinuousClock.Instant? {
        let end = state.wait(from: sinceRequest())
        if state.patience.isOver { throw HTTPTransportError.waitIsOver }
        return end.map(requestSent.advanced(by:))
    }

    /// Asks the processor for the memory of this object, which a chunk is about to go through.
    ///
    /// With thousands of streams no cache holds it, and the chunk would wait for one line of it after the other.
    @inline(never)
    func prefetch() {
        let address = unsafe UInt(bitPattern: Unmanaged.passUnretained(self).toOpaque())
        // Its state, and about what is beside that: to ask for more does no harm.
        clinux_prefetch(address, MemoryLayout<State>.size + 256)
    }

    @inline(never)
    func take(_ bytes: [UInt8]?) {
        state.take(bytes)
    }

    @inline(never)
    func consumerHasTurn() {
        state.patience.consumerHasTurn(from: sinceRequest())
    }

    private func sinceRequest() -> Duration { requestSent.duration(to: call.clock.now()) }

    @inline(never)
    func interruptedOrThrow(by error: any Error) throws {
        guard let error = error as? HTTPTransportError else { throw error }
        try interrupted(by: error)
    }

    /// Judges a transfer that broke off: when the answer is complete, nothing is missing.
    private func interrupted(by error: HTTPTransportError) throws(LLMError) {
        if state.decoder.isComplete || error.code == .connectionLost {
            try finish(connectionLost: true, cause: error)
        } else if error.code == .timeout, error.limit == .read {
            throw failed(
                call.timeout(
                    state.patience.limit, attempt, bytes: body.metrics.bytesReceived,
                    events: state.decoder.eventsReceived, cause: nil))
        } else {
            throw failed(call.failure(error, attempt, in: .body, events: state.decoder.eventsReceived))
        }
    }

    private func finish(connectionLost: Bool, cause: HTTPTransportError? = nil) throws(LLMError) {
        do {
            try state.decoder.end(connectionLost: connectionLost)
        } catch {
            var error = error
            error.cause = error.cause ?? cause
            throw failed(error)
        }
        ended = true
        body.finish()
        attempt.answerFields = state.decoder.answerFields
        recorder.metadata = attempt.metadata(body.metrics, now: call.clock.now())
    }

    private func failed(_ error: LLMError) -> LLMError {
        ended = true
        body.cancel()
        attempt.answerFields = state.decoder.answerFields
        var error = error
        error.partial = partial
        error = attempt.complete(error, metrics: body.metrics, now: call.clock.now(), call.errors)
        if let metadata = error.metadata { recorder.metadata = metadata }
        return error
    }
}

extension HTTPTransportError {
    /// What a transport says of a wait whose end has come, for one that need not wait since something always comes.
    fileprivate static var waitIsOver: HTTPTransportError {
        var error = HTTPTransportError(.timeout, "nothing of use arrived in time", requestMayHaveArrived: true)
        error.limit = .read
        return error
    }
}
