extension Recording {
    /// One request and what came of it.
    public struct Exchange: Hashable, Sendable, Codable {
        /// The request.
        public var request: Request
        /// The answer.
        ///
        /// Nil when there was none.
        public var response: Response?
        /// Why there was no answer.
        ///
        /// Nil when there was one, and when the task was cancelled while it waited.
        public var error: Failure?

        /// Makes an exchange.
        ///
        /// - Parameters:
        ///   - request: The request.
        ///   - response: The answer.
        ///   - error: Why there was no answer.
        public init(request: Request, response: Response? = nil, error: Failure? = nil) {
            self.request = request
            self.response = response
            self.error = error
        }
    }
}
