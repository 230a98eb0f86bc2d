private import Synchronization

/// Where a source writes a stream's metadata, readable from any task.
public final class StreamRecorder: Sendable {
    private struct State {
        var begun = false
        var metadata = ResponseMetadata()
        var followed: ChatStream?
    }

    private let state = Mutex(State())

    package init() {}

    /// What is known so far.
    public var metadata: ResponseMetadata {
        get {
            let (own, followed) = state.withLock { ($0.metadata, $0.followed) }
            return followed?.metadata ?? own
        }
        set { state.withLock { $0.metadata = newValue } }
    }

    /// Takes what is known from another stream, whose chunks this one passes on.
    func follow(_ stream: ChatStream) { state.withLock { $0.followed = stream } }

    /// Tells whether the iteration that begins now is the first.
    package func begin() -> Bool {
        state.withLock { state in
            defer { state.begun = true }
            return !state.begun
        }
    }
}

extension LLMError {
    /// The error of a second iteration.
    package static var streamBegun: LLMError {
        LLMError(.configuration, "a stream can be iterated once; make a new one for a new answer")
    }
}
