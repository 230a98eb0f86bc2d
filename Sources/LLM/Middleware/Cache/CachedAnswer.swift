/// An answer as it is remembered: in the form in which it came.
struct CachedAnswer: Sendable {
    enum Form: Sendable {
        case response(ChatResponse)
        case chunks([ChatChunk], ResponseMetadata)
    }

    let form: Form
    let expiry: ContinuousClock.Instant

    /// The answer, once more.
    var answer: ModelAnswer {
        switch form {
        case .response(var response):
            response.metadata.markCached()
            return .response(response)
        case .chunks(let chunks, var metadata):
            metadata.markCached()
            return .stream(
                ChatStream { [metadata] recorder in
                    recorder.metadata = metadata
                    return ReplaySource(chunks)
                })
        }
    }
}

/// The chunks of an answer that is whole.
final class ReplaySource: ChatStreamSource {
    private var chunks: ArraySlice<ChatChunk>

    init(_ chunks: [ChatChunk]) { self.chunks = chunks[...] }

    func next(isolation actor: isolated (any Actor)?) async throws -> ChatChunk? {
        try Task.checkCancellation()
        return chunks.popFirst()
    }
}

extension ReplaySource: CustomReflectable {
    /// Empty: the chunks are what was said.
    var customMirror: Mirror { Mirror(self, children: []) }
}
