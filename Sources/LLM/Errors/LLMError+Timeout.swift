extension LLMError {
    /// Which limit ended a wait, and how far the call had come.
    public struct Timeout: Hashable, Sendable {
        /// The limit that fired.
        public var limit: Limit
        /// The limit's value.
        public var value: Duration
        /// How long the attempt had run; for ``Limit/total`` the whole call.
        public var elapsed: Duration
        /// Bytes of the answer's body that had been received.
        public var bytesReceived: Int
        /// Events of the stream that had been received.
        public var eventsReceived: Int

        /// Makes a timeout.
        ///
        /// - Parameters:
        ///   - limit: The limit that fired.
        ///   - value: The limit's value.
        ///   - elapsed: How long the call had run.
        ///   - bytesReceived: Bytes that had been received.
        ///   - eventsReceived: Events that had been received.
        public init(limit: Limit, value: Duration, elapsed: Duration, bytesReceived: Int = 0, eventsReceived: Int = 0) {
            self.limit = limit
            self.value = value
            self.elapsed = elapsed
            self.bytesReceived = bytesReceived
            self.eventsReceived = eventsReceived
        }

        /// The name of a limit; see ``TimeLimits``.
        @nonexhaustive
        public enum Limit: String, Hashable, Sendable, Codable, CaseIterable {
            /// Waiting for a free connection.
            case queue
            /// Name lookup, TCP, TLS and proxy.
            case connect
            /// Until the first byte of the answer's head.
            case firstByte
            /// Until the first content.
            case firstToken
            /// Silence in bytes.
            case idle
            /// Silence in content.
            case stall
            /// The whole call.
            case total
        }
    }
}
