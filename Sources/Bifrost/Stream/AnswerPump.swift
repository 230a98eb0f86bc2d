import HTTPTransport
import LLM

extension AnswerReader {
    /// Hands over the elements that are left, on the thread on which their bytes arrive if the transport can do that.
    func forEach(_ handle: @escaping @Sendable (Decoder.Element) throws -> Void) async throws {
        guard let polled = body.polled else {
            while let element = try await next() { try handle(element) }
            return
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                AnswerPump(self, polled, handle, continuation).start()
            }
        } onCancel: {
            polled.cancel()
        }
    }
}

/// Reads an answer to its end whenever bytes arrive, in place of a task that waits for them.
// Unchecked: one thread at a time runs it, and hands it to the next under the lock of the transfer that it waits for.
private final class AnswerPump<Decoder: StreamDecoder>: @unchecked Sendable {
    private let reader: AnswerReader<Decoder>
    private let body: any HTTPPolledBodySource
    private let handle: @Sendable (Decoder.Element) throws -> Void
    /// The task that waits for the end.
    private let continuation: CheckedContinuation<Void, any Error>

    init(
        _ reader: AnswerReader<Decoder>, _ body: any HTTPPolledBodySource,
        _ handle: @escaping @Sendable (Decoder.Element) throws -> Void,
        _ continuation: CheckedContinuation<Void, any Error>
    ) {
        self.reader = reader
        self.body = body
        self.handle = handle
        self.continuation = continuation
    }

    func start() {
        do { try readOn() } catch { continuation.resume(throwing: error) }
    }

    /// What was waited for is here, or the time for it is over.
    private func waitEnded() {
        reader.prefetch()
        do {
            do { try take() } catch { try reader.interruptedOrThrow(by: error) }
            try readOn()
        } catch {
            continuation.resume(throwing: error)
        }
    }

    /// Hands over what has arrived, until there is nothing more to wait for.
    private func readOn() throws {
        repeat {
            while let element = try reader.decoded() {
                reader.consumerHasTurn()
                try handle(element)
            }
            if try reader.finishIfOver() { return continuation.resume() }
        } while try !waits()
    }

    /// Waits for more; false when there is more at once, which is taken.
    private func waits() throws -> Bool {
        do {
            if body.wait(until: try reader.endOfWait(), whenReady: waitEnded) { return true }
            try take()
        } catch {
            try reader.interruptedOrThrow(by: error)
        }
        return false
    }

    private func take() throws {
        switch try body.poll() {
        case .bytes(let bytes): reader.take(bytes)
        case .end: reader.take(nil)
        case .pending: break
        }
    }
}
