public import LLM

/// A streamed answer of the gateway: a sequence that can be iterated once.
///
/// Nothing is sent before the first element is asked for. Leaving the loop, dropping the iterator and cancelling
/// the task end the call at once; a cancelled task gets `CancellationError`, a cut answer throws
/// `LLMError.Code.truncated`. A second iteration throws `LLMError.Code.configuration`.
public struct GatewayStream<Element: Sendable>: AsyncSequence, Sendable {
    /// The failure; `LLMError` or `CancellationError`.
    public typealias Failure = any Error

    typealias Next = (_ actor: isolated (any Actor)?) async throws -> Element?

    private let recorder = StreamRecorder()
    private let start: @Sendable (StreamRecorder) -> Next

    /// Makes a stream of a call that is made when the first element is asked for.
    init<Decoder: StreamDecoder>(
        _ call: @escaping @Sendable () throws(LLMError) -> StreamedCall<Decoder>
    ) where Decoder.Element == Element {
        start = { recorder in
            let stream = ObservableStream(recorder: recorder, makeCall: call)
            return { actor in
                switch try stream.begun() {
                case .unobserved(let source): try await source.element(isolation: actor)
                case .observed(let stream): try await stream.next(isolation: actor)
                case .idle, .refused: nil
                }
            }
        }
    }

    /// Status, headers and timing; filled in as they become known, complete after the last element.
    public var metadata: ResponseMetadata { recorder.metadata }

    /// Begins the iteration.
    ///
    /// - Returns: The iterator; dropping it ends the call.
    public func makeAsyncIterator() -> Iterator {
        Iterator(next: recorder.begin() ? start(recorder) : { _ in throw LLMError.streamBegun })
    }

    /// The iterator of a stream; it belongs to one task at a time.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let next: Next

        /// Returns the next element, or nil after the answer is complete.
        ///
        /// - Parameter actor: The caller's isolation.
        /// - Returns: The next element.
        /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> Element? {
            try await next(actor)
        }
    }
}

@available(*, unavailable)
extension GatewayStream.Iterator: Sendable {}
