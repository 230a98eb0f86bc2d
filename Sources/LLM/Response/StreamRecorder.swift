private import Synchronization

/// Where a source writes a stream's metadata, readable from any task.
public final class StreamRecorder: Sendable {
    private struct State {
        var begun = false
        var metadata = ResponseMetadata()
        var followed: StreamRecorder?
        var mark: Mark = { _ in }
    }

    /// Adds to another stream's metadata what is known here.
    typealias Mark = @Sendable (inout ResponseMetadata) -> Void

    private let state = Mutex(State())

    package init() {}

    /// What is known so far.
    public var metadata: ResponseMetadata {
        get {
            let (own, followed, mark) = state.withLock { ($0.metadata, $0.followed, $0.mark) }
            guard var metadata = followed?.metadata else { return own }
            mark(&metadata)
            return metadata
        }
        set { state.withLock { $0.metadata = newValue } }
    }

    /// Takes what is known from another stream, whose chunks this one passes on.
    ///
    /// Only the other's recorder is kept: what its source holds must end with its iterator.
    func follow(_ stream: ChatStream, mark: @escaping Mark = { _ in }) {
        state.withLock { state in
            state.followed = stream.recorder
            state.mark = mark
        }
    }

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
