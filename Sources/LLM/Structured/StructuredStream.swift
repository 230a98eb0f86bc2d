/// A streamed answer that becomes a value of a Swift type: what is known of it, from piece to piece.
///
/// The last element is the whole value, which keeps to the schema. Where the answer does not, the stream ends in
/// ``StructuredOutputError`` instead, with what came. It can be iterated once, and nothing is sent before that.
public struct StructuredStream<Value: Decodable & Sendable>: AsyncSequence, Sendable {
    /// What is known so far.
    public typealias Element = Partial<Value>
    /// The failure; ``StructuredOutputError``, ``LLMError`` or `CancellationError`.
    public typealias Failure = any Error

    let call: StructuredCall<Value>

    /// Status, headers and timing; filled in as they become known, complete after the last element.
    public var metadata: ResponseMetadata { call.metadata }

    /// The answer with its usage, also when it is not the value that was asked for.
    ///
    /// Nil before the stream has ended, and when the call failed.
    public var response: ChatResponse? { call.response }

    /// Begins the iteration.
    ///
    /// - Returns: The iterator; dropping it ends the call.
    public func makeAsyncIterator() -> Iterator { Iterator(reader: StructuredReader(call)) }

    /// Reads the stream to its end and returns the value.
    ///
    /// - Returns: The value with its answer, the same as `generate` would return without repairs.
    /// - Throws: ``StructuredOutputError`` when the model answered otherwise, ``LLMError`` for every other failure,
    ///   `CancellationError` when the task was cancelled.
    public func collect() async throws -> StructuredResponse<Value> {
        var reader = StructuredReader(call)
        while try await reader.next(isolation: #isolation) != nil {}
        guard let result = reader.result else { throw LLMError.streamBegun }
        return result
    }

    /// The iterator of a structured stream; it belongs to one task at a time.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate var reader: StructuredReader<Value>

        /// Returns what is known when more is, at last the whole value; nil after that.
        ///
        /// - Parameter actor: The caller's isolation.
        /// - Returns: What is known.
        /// - Throws: ``StructuredOutputError`` when the model answered otherwise, ``LLMError`` for every other failure,
        ///   `CancellationError` when the task was cancelled.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> Partial<Value>? {
            guard let view = try await reader.next(isolation: actor) else { return nil }
            return Partial(view: view, whole: reader.result?.value)
        }
    }
}

@available(*, unavailable)
extension StructuredStream.Iterator: Sendable {}
