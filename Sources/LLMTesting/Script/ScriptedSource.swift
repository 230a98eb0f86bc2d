import LLM

/// Chunks of a stream whose answer is taken when the first of them is asked for.
final class ScriptedSource: ChatStreamSource {
    private enum State {
        case waiting(@Sendable () async throws -> Playback)
        case playing(Playback)
        case ended
    }

    private var state: State

    init(begin: @escaping @Sendable () async throws -> Playback) { state = .waiting(begin) }

    /// While a chunk is awaited the source counts as ended, which an error then leaves as it is.
    func next(isolation actor: isolated (any Actor)?) async throws -> ChatChunk? {
        let current = state
        state = .ended
        var playback: Playback
        switch current {
        case .ended: return nil
        case .waiting(let begin): playback = try await begin()
        case .playing(let begun): playback = begun
        }
        guard let chunk = try await playback.next() else { return nil }
        state = .playing(playback)
        return chunk
    }
}
