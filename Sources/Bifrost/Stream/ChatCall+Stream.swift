import HTTPTransport
import LLM

/// A stream that has its first content, or its end.
struct OpenedStream {
    let reader: ChatStreamReader
    /// What came up to the first content, in order.
    let withheld: [ChatChunk]
}

extension ChatCall {
    /// The most chunks without content that are held back so that a retry never shows through.
    private static let maximumWithheld = 64

    /// Makes attempts until one has delivered content or a whole answer.
    func open(_ recorder: ChatStreamRecorder) async throws -> OpenedStream {
        do {
            return try await attempts { attempt in
                let answer = try await send(&attempt)
                let reader = ChatStreamReader(self, answer, attempt, recorder)
                return OpenedStream(reader: reader, withheld: try await firstChunks(of: reader))
            }
        } catch let error as LLMError {
            if let metadata = error.metadata { recorder.metadata = metadata }
            throw error
        }
    }

    private func firstChunks(of reader: ChatStreamReader) async throws -> [ChatChunk] {
        var chunks: [ChatChunk] = []
        while chunks.count < Self.maximumWithheld, let chunk = try await reader.next() {
            chunks.append(chunk)
            if chunk.hasContent { break }
        }
        return chunks
    }
}
