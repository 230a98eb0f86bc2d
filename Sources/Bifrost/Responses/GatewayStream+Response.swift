internal import LLM

extension GatewayStream<ResponseEvent> {
    /// The answer's text alone, piece by piece.
    public var outputText: OutputTextDeltas { OutputTextDeltas(stream: self) }

    /// Reads the stream to its end and returns the whole response.
    ///
    /// - Returns: The response, the same as ``BifrostModel/respond(_:options:)`` would return.
    /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
    public func collect() async throws -> Response {
        var accumulator = ResponseAccumulator()
        for try await event in self { accumulator.add(event) }
        var response = accumulator.response()
        response.metadata = metadata
        return response
    }
}

/// The text of a streamed response, piece by piece.
public struct OutputTextDeltas: AsyncSequence, Sendable {
    /// A piece of text, never empty.
    public typealias Element = String
    /// The failure; `LLMError` or `CancellationError`.
    public typealias Failure = any Error

    let stream: GatewayStream<ResponseEvent>

    /// Begins the iteration.
    ///
    /// - Returns: The iterator; dropping it ends the call.
    public func makeAsyncIterator() -> Iterator { Iterator(base: stream.makeAsyncIterator()) }

    /// The iterator of a response's text.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate var base: GatewayStream<ResponseEvent>.Iterator

        /// Returns the next piece of text, or nil after the answer is complete.
        ///
        /// - Parameter actor: The caller's isolation.
        /// - Returns: The next piece.
        /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> String? {
            while let event = try await base.next(isolation: actor) {
                if let delta = event.textDelta, !delta.isEmpty { return delta }
            }
            return nil
        }
    }
}

@available(*, unavailable)
extension OutputTextDeltas.Iterator: Sendable {}
