internal import LLM

/// The gateway's list of models, page after page; it can be iterated more than once, and asks anew each time.
///
/// Each page is a call with its own retries and limits, made when it is asked for. The sequence ends with the page that
/// names no next one; a gateway that names the same one twice, or more than 10 000, throws
/// `LLMError.Code.malformed`.
public struct ModelPages: AsyncSequence, Sendable {
    /// A page.
    public typealias Element = ModelPage
    /// The failure; `LLMError` or `CancellationError`.
    public typealias Failure = any Error

    private static let maximumPages = 10_000

    /// Asks for the page of a token; nil asks for the first one.
    let page: @Sendable (String?) async throws -> ModelPage

    /// Reads all pages and returns their models.
    ///
    /// - Returns: The models, in the gateway's order.
    /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
    public func collect() async throws -> [ModelInfo] {
        var models: [ModelInfo] = []
        for try await page in self { models += page.models }
        return models
    }

    /// Begins the iteration.
    ///
    /// - Returns: The iterator.
    public func makeAsyncIterator() -> Iterator { Iterator(page: page) }

    /// The iterator of a list; it belongs to one task at a time.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let page: @Sendable (String?) async throws -> ModelPage
        private var token: String?
        private var seen: Set<String> = []
        private var isFinished = false

        fileprivate init(page: @escaping @Sendable (String?) async throws -> ModelPage) { self.page = page }

        /// Returns the next page, or nil after the last one.
        ///
        /// - Parameter actor: The caller's isolation.
        /// - Returns: The next page.
        /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> ModelPage? {
            guard !isFinished else { return nil }
            isFinished = true
            let page = try await page(token)
            token = page.nextPageToken
            guard let token else { return page }
            guard seen.insert(token).inserted, seen.count < ModelPages.maximumPages else {
                throw LLMError(.malformed, "the list of models does not end: its pages lead in a circle")
            }
            isFinished = false
            return page
        }
    }
}

@available(*, unavailable)
extension ModelPages.Iterator: Sendable {}
