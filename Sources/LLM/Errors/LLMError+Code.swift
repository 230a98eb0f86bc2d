extension LLMError {
    /// The class of a failure; an open set.
    public struct Code: RawRepresentable, Hashable, Sendable, Codable {
        /// The class's name, stable for scripts and metrics.
        public var rawValue: String

        /// Makes a class from its name.
        ///
        /// - Parameter rawValue: The name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The request is wrong: 400 and other 4xx.
        public static let invalidRequest = Code(rawValue: "invalidRequest")
        /// The key is missing or wrong: 401.
        public static let authentication = Code(rawValue: "authentication")
        /// The key may not do this: 403.
        public static let permission = Code(rawValue: "permission")
        /// There is no such model or path: 404.
        public static let notFound = Code(rawValue: "notFound")
        /// The money is used up: 402, or a quota that waiting does not refill.
        public static let budget = Code(rawValue: "budget")
        /// Too many requests or tokens for now: 429.
        public static let rateLimited = Code(rawValue: "rateLimited")
        /// The gateway or the provider failed: 5xx.
        public static let server = Code(rawValue: "server")
        /// The gateway or the provider has too much to do: 503, 529.
        public static let overloaded = Code(rawValue: "overloaded")
        /// A wait was too long: one of our limits, or 408, 504, 522, 524.
        public static let timeout = Code(rawValue: "timeout")
        /// The gateway says that the call was cancelled: 499.
        ///
        /// A cancelled task gets `CancellationError` instead.
        public static let cancelled = Code(rawValue: "cancelled")
        /// The answer cannot be read.
        public static let malformed = Code(rawValue: "malformed")
        /// The answer ended before it was complete.
        public static let truncated = Code(rawValue: "truncated")
        /// No connection could be made; nothing was sent.
        public static let connect = Code(rawValue: "connect")
        /// The configuration or the call is wrong; nothing was sent.
        public static let configuration = Code(rawValue: "configuration")

        /// Whether failures of this class may heal by themselves.
        public var isRetryable: Bool {
            switch self {
            case .rateLimited, .server, .overloaded, .timeout, .truncated, .connect: true
            default: false
            }
        }
    }
}
