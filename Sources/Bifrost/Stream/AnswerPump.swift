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
                AnswerPump(self, polled, handle, continuation).run()
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

    func run() {
        do {
            repeat {
                while let element = try reader.decoded() {
                    reader.consumerHasTurn()
                    try handle(element)
                }
                if try reader.finishIfOver() { return continuation.resume() }
            } while try receive()
        } catch {
            continuation.resume(throwing: error)
        }
    }

    /// Takes what has arrived; false when nothing has, and it runs again once something will have.
    private func receive() throws -> Bool {
        do {
            switch try body.poll(until: reader.endOfWait(), whenReady: run) {
            case .bytes(let bytes): reader.take(bytes)
            case .end: reader.take(nil)
            case .pending: return false
            }
        } catch {
            try reader.interruptedOrThrow(by: error)
        }
        return true
    }
}
