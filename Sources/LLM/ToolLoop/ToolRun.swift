/// A run of a model with tools: a sequence of what happens, which can be iterated once.
///
/// Nothing is sent before the first event is asked for. Leaving the loop, dropping the iterator and cancelling the task
/// end the model's call and cancel the tools at once; a cancelled task gets `CancellationError`. Tools go on while the
/// loop's body is at work, but no tool begins and no model is asked before the events until then are taken.
public struct ToolRun: AsyncSequence, Sendable {
    /// What happens.
    public typealias Element = Event
    /// The failure; ``ToolRunError`` or `CancellationError`.
    public typealias Failure = any Error

    private let request: ToolRunRequest
    private let recorder = StreamRecorder()

    init(_ request: ToolRunRequest) { self.request = request }

    /// Begins the iteration.
    ///
    /// - Returns: The iterator; dropping it ends the run.
    public func makeAsyncIterator() -> Iterator {
        Iterator(source: ToolRunSource(request, isFirst: recorder.begin()))
    }

    /// Reads the run to its end and returns what it ends in.
    ///
    /// - Returns: The last answer, the whole conversation, the rounds and the usage.
    /// - Throws: ``ToolRunError`` for every failure, `CancellationError` when the task was cancelled.
    public func collect() async throws -> ToolRunResult {
        for try await event in self {
            if case .finished(let result) = event { return result }
        }
        // No run ends without a result or an error; what is left is one that was ended from outside.
        throw CancellationError()
    }

    /// The iterator of a run; it belongs to one task at a time.
    public struct Iterator: AsyncIteratorProtocol {
        private let source: ToolRunSource

        fileprivate init(source: ToolRunSource) { self.source = source }

        /// Returns what happens next, or nil after the run has finished.
        ///
        /// - Parameter actor: The caller's isolation.
        /// - Returns: The next event.
        /// - Throws: ``ToolRunError`` for every failure, `CancellationError` when the task was cancelled.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> Event? {
            try await source.next(isolation: actor)
        }
    }
}

@available(*, unavailable)
extension ToolRun.Iterator: Sendable {}
