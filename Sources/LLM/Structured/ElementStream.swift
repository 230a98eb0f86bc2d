/// The elements of a list that a model writes, each as soon as it is whole.
///
/// Each element keeps to its schema. Where one does not, or the answer as a whole cannot be read, the stream ends in
/// ``StructuredOutputError`` after the elements before. It can be iterated once, and nothing is sent before that.
public struct ElementStream<Element: Decodable & Sendable>: AsyncSequence, Sendable {
    /// The failure; ``StructuredOutputError``, ``LLMError`` or `CancellationError`.
    public typealias Failure = any Error

    let call: StructuredCall<[Element]>
    let element: Result<SchemaReader<Element>, LLMError>

    /// Status, headers and timing; filled in as they become known, complete after the last element.
    public var metadata: ResponseMetadata { call.metadata }

    /// The answer with its usage, also when it cannot be read.
    ///
    /// Nil before the stream has ended, and when the call or an element failed.
    public var response: ChatResponse? { call.response }

    /// Begins the iteration.
    ///
    /// - Returns: The iterator; dropping it ends the call.
    public func makeAsyncIterator() -> Iterator { Iterator(reader: ElementReader(call, element)) }

    /// The iterator of a list's elements; it belongs to one task at a time.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate var reader: ElementReader<Element>

        /// Returns the next element as soon as it is whole, or nil after the list is.
        ///
        /// - Parameter actor: The caller's isolation.
        /// - Returns: The next element.
        /// - Throws: ``StructuredOutputError`` when the model answered otherwise, ``LLMError`` for every other failure,
        ///   `CancellationError` when the task was cancelled.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> Element? {
            try await reader.next(isolation: actor)
        }
    }
}

@available(*, unavailable)
extension ElementStream.Iterator: Sendable {}

extension ChatModel {
    /// Describes a streamed answer that is a list, whose elements come one by one.
    ///
    /// Nothing is sent before the first element is asked for.
    ///
    /// - Parameters:
    ///   - messages: The conversation, oldest message first. At least one.
    ///   - type: The type of an element.
    ///   - options: Settings of the call.
    ///   - structured: How the list is asked for and read; its ``StructuredOptions/schema`` is that of an element.
    /// - Returns: A sequence that can be iterated once.
    public func stream<Element: Decodable & Sendable>(
        _ messages: [Message],
        asElementsOf type: Element.Type,
        options: GenerateOptions = GenerateOptions(),
        structured: StructuredOptions = StructuredOptions()
    ) -> ElementStream<Element> {
        var list = structured
        list.schema = structured.schema?.list
        let element = Result { () throws(LLMError) in
            let schema = if let own = structured.schema { own } else { try JSONSchema(of: type) }
            return SchemaReader<Element>(schema: schema)
        }
        return ElementStream(call: StructuredCall(self, messages, options, list), element: element)
    }
}
