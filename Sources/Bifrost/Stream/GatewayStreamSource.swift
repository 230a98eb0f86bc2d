import LLM

/// Feeds a stream from the gateway; releasing it ends the transfer.
final class GatewayStreamSource<Decoder: StreamDecoder> {
    private enum Phase {
        /// Nothing was sent yet; streaming or finished may follow.
        case idle(() throws(LLMError) -> StreamedCall<Decoder>)
        /// Elements arrive; finished follows.
        case streaming(AnswerReader<Decoder>)
        /// The answer is complete, failed or cancelled. Nothing follows: asking again sends nothing.
        case finished
    }

    private let recorder: StreamRecorder
    // Unchecked, since one task at a time asks for elements: a check costs as much as an element.
    @exclusivity(unchecked) private var phase: Phase
    /// Elements that were read while attempts could still be made, latest first.
    @exclusivity(unchecked) private var withheld: [Decoder.Element] = []

    init(recorder: StreamRecorder, makeCall: @escaping () throws(LLMError) -> StreamedCall<Decoder>) {
        self.recorder = recorder
        phase = .idle(makeCall)
    }

    /// What reads the answer; nil before its first element and after its end.
    var reader: AnswerReader<Decoder>? {
        if case .streaming(let reader) = phase { reader } else { nil }
    }

    /// Returns the next element, or nil after the answer is complete.
    func element(isolation actor: isolated (any Actor)?) async throws -> Decoder.Element? {
        if let element = try ready() { return element }
        return try await next(isolation: actor)
    }

    /// Returns the next element when there is none of those that are ``ready()``; nil after the answer is complete.
    @inline(__always)
    func next(isolation actor: isolated (any Actor)?) async throws -> Decoder.Element? {
        do {
            if case .idle(let makeCall) = phase {
                try await begin(makeCall)
                if let element = withheld.popLast() { return element }
            }
            guard case .streaming(let reader) = phase else { return nil }
            let element = try await reader.awaited()
            if element == nil { phase = .finished }
            return element
        } catch {
            phase = .finished
            throw error
        }
    }

    /// Hands over all elements, on the thread on which they arrive if they were not there before.
    func forEach(_ body: @escaping @Sendable (Decoder.Element) throws -> Void) async throws {
        do {
            if case .idle(let makeCall) = phase { try await begin(makeCall) }
            while let element = withheld.popLast() { try body(element) }
            guard case .streaming(let reader) = phase else { return }
            try await reader.forEach(body)
            phase = .finished
        } catch {
            phase = .finished
            throw error
        }
    }

    // The functions below are not inlined: what an asynchronous function touches stays in its task's memory for as long
    // as it waits, and each call of it pays for its frame.

    /// The next element of those that are here; nil when there is none.
    @inline(never)
    func ready() throws -> Decoder.Element? {
        if !withheld.isEmpty { return withheld.removeLast() }
        guard case .streaming(let reader) = phase else { return nil }
        do {
            return try reader.decoded()
        } catch {
            phase = .finished
            throw error
        }
    }

    @inline(never)
    private func begin(_ makeCall: () throws(LLMError) -> StreamedCall<Decoder>) async throws {
        let stream = try await made(makeCall).open(recorder)
        withheld = stream.withheld.reversed()
        phase = .streaming(stream.reader)
    }

    @inline(never)
    private func made(_ makeCall: () throws(LLMError) -> StreamedCall<Decoder>) throws -> StreamedCall<Decoder> {
        try makeCall()
    }
}

extension GatewayStreamSource: ChatStreamSource where Decoder == ChatStreamDecoder {}

extension GatewayStreamSource: CustomReflectable {
    /// Empty: the request holds the keys and the conversation.
    var customMirror: Mirror { Mirror(self, children: []) }
}
