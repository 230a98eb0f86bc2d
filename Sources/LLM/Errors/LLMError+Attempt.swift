extension LLMError {
    /// An attempt that failed and was followed by another.
    public struct Attempt: Sendable, Hashable {
        /// The class of the failure.
        public var code: Code
        /// What happened.
        public var message: String
        /// The HTTP status.
        ///
        /// Nil when there was none.
        public var status: Int?

        /// Makes an attempt.
        ///
        /// - Parameters:
        ///   - code: The class of the failure.
        ///   - message: What happened.
        ///   - status: The HTTP status.
        public init(code: Code, message: String, status: Int? = nil) {
            self.code = code
            self.message = message
            self.status = status
        }
    }
}
