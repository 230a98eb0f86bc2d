import HTTPTransport
import LLM

/// A stream that has its first content, or its end.
struct OpenedStream<Decoder: StreamDecoder> {
    let reader: AnswerReader<Decoder>
    /// What came up to the first content, in order.
    let withheld: [Decoder.Element]
}

/// The most elements without content that are held back so that a retry never shows through.
private let maximumWithheld = 64

extension StreamedCall {
    /// Makes attempts until one has delivered content or a whole answer.
    func open(_ recorder: StreamRecorder) async throws -> OpenedStream<Decoder> {
        var opened: OpenedStream<Decoder>?
        do {
            try await call.attempts { attempt in
                let answer = try await call.send(attempt)
                let reader = AnswerReader(self, answer, attempt, recorder)
                opened = OpenedStream(reader: reader, withheld: try await firstElements(of: reader))
            }
            guard let opened else { preconditionFailure("an attempt succeeded, and opened no stream") }
            return opened
        } catch {
            Self.record(error, in: recorder)
            throw error
        }
    }

    /// Not inlined: what an asynchronous function touches stays in its task's memory.
    @inline(never)
    private static func record(_ error: any Error, in recorder: StreamRecorder) {
        if let metadata = (error as? LLMError)?.metadata { recorder.metadata = metadata }
    }

    private func firstElements(of reader: AnswerReader<Decoder>) async throws -> [Decoder.Element] {
        var elements: [Decoder.Element] = []
        while elements.count < maximumWithheld, let element = try await reader.next() {
            elements.append(element)
            if Decoder.isContent(element) { break }
        }
        return elements
    }
}
