extension ChatStream {
    /// The text of choice 0 alone, piece by piece; chunks without text are left out.
    public var text: TextDeltas { TextDeltas(stream: self) }

    /// Reads the stream to its end and returns the whole answer.
    ///
    /// - Returns: The answer, the same as `generate` would return.
    /// - Throws: ``LLMError`` for every failure, `CancellationError` when the task was cancelled.
    public func collect() async throws -> ChatResponse {
        var accumulator = ChatAccumulator()
        for try await chunk in self { accumulator.add(chunk) }
        var response = accumulator.response()
        response.metadata = metadata
        return response
    }

    /// A stream's text, piece by piece.
    public struct TextDeltas: AsyncSequence, Sendable {
        /// A piece of text, never empty.
        public typealias Element = String
        /// The failure; ``LLMError`` or `CancellationError`.
        public typealias Failure = any Error

        fileprivate let stream: ChatStream

        /// Begins the iteration.
        ///
        /// - Returns: The iterator; dropping it ends the call.
        public func makeAsyncIterator() -> Iterator { Iterator(base: stream.makeAsyncIterator()) }

        /// The iterator of a stream's text.
        public struct Iterator: AsyncIteratorProtocol {
            fileprivate var base: ChatStream.Iterator

            /// Returns the next piece of text, or nil after the answer is complete.
            ///
            /// - Parameter actor: The caller's isolation.
            /// - Returns: The next piece.
            /// - Throws: ``LLMError`` for every failure, `CancellationError` when the task was cancelled.
            public mutating func next(isolation actor: isolated (any Actor)?) async throws -> String? {
                while let chunk = try await base.next(isolation: actor) {
                    let delta = chunk.delta
                    if !delta.isEmpty { return delta }
                }
                return nil
            }
        }
    }
}

@available(*, unavailable)
extension ChatStream.TextDeltas.Iterator: Sendable {}
