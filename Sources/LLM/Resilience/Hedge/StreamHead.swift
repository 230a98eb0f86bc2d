/// A stream that has shown its first content, or its end.
///
/// Its iterator is handed over: the task that began the iteration has ended when another one goes on with it, so that it
/// belongs to one task at a time as it must.
struct StreamHead: @unchecked Sendable {  // the iterator is handed over once, by a task that has ended
    /// The most chunks that are held back; a stream that sends so many is alive.
    private static let maximumWithheld = 64

    /// The stream, for its metadata.
    let stream: ChatStream
    /// What came, in order.
    let chunks: [ChatChunk]
    /// What follows; nil when nothing does.
    let iterator: ChatStream.Iterator?

    /// Reads a stream up to its first content.
    init(of stream: ChatStream) async throws {
        self.stream = stream
        var iterator = stream.makeAsyncIterator()
        var chunks: [ChatChunk] = []
        var hasEnded = false
        while !hasEnded, chunks.count < Self.maximumWithheld, !(chunks.last?.hasContent ?? false) {
            if let chunk = try await iterator.next(isolation: nil) { chunks.append(chunk) } else { hasEnded = true }
        }
        self.chunks = chunks
        self.iterator = hasEnded ? nil : iterator
    }
}
