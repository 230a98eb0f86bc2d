extension EmbeddedGateway {
    /// How an embedded gateway listens, whom it admits and how fast it answers.
    public struct Configuration: Sendable {
        /// The address to listen on; 127.0.0.1 by default.
        public var host = "127.0.0.1"

        /// The port to listen on; 0, the default, takes any free one.
        public var port = 0

        /// A path for a Unix domain socket, in place of host and port; nil by default.
        ///
        /// A socket file that is already there is replaced.
        public var unixSocketPath: String?

        /// The time between two chunks of the built-in model; zero, the default, is as fast as the peer reads.
        public var tokenInterval: Duration = .zero

        /// The time before the head, which leaves together with the first token; zero by default.
        public var headDelay: Duration = .zero

        /// The time between two heartbeats while an event stream is silent after its head.
        ///
        /// Nil, the default, sends none, as older gateways do; newer ones beat every second.
        public var heartbeatInterval: Duration?

        /// The keys of which `Authorization: Bearer`, `x-bf-vk` or `x-api-key` must carry one.
        ///
        /// Nil, the default, admits everybody; without a key from the set the answer is 401.
        public var acceptedKeys: Set<String>?

        /// The models, as `provider/model`; any other is answered with 404 `model_not_found`.
        public var models = [
            "openai/gpt-4o-mini", "openai/gpt-4o", "openai/gpt-4.1", "openai/o4-mini",
            "anthropic/claude-sonnet-4-5", "anthropic/claude-haiku-4-5", "gemini/gemini-2.5-flash",
            "groq/llama-3.3-70b-versatile", "openai/text-embedding-3-small", "openai/gpt-3.5-turbo-instruct",
            "cohere/rerank-v3.5",
        ]

        /// The release whose way of saying who answered is imitated; ``EmbeddedGateway/Release/mixed`` by default.
        public var release = Release.mixed

        /// Whether chats are answered with a provider's header fields about its rate limits; false by default.
        ///
        /// Answers of `anthropic` have Anthropic's names, all others OpenAI's. After a 429 nothing is left.
        public var sendsRateLimits = false

        /// The largest request body in bytes; 100 MB by default, as in the gateway.
        ///
        /// A larger one is answered with 413 in plain text, and the connection closes.
        public var maximumBodyBytes = 100 * 1024 * 1024

        /// How many requests ``EmbeddedGateway/requests`` keeps at most; 1000 by default.
        public var maximumRecordedRequests = 1000

        /// How many bytes of bodies ``EmbeddedGateway/requests`` keeps at most, except for the last request; 64 MiB by
        /// default.
        public var maximumRecordedBytes = 64 * 1024 * 1024

        /// Creates a configuration with the defaults above.
        public init() {}
    }
}

extension EmbeddedGateway {
    /// A family of the gateway's releases, which differ in how an answer says who gave it.
    public enum Release: Sendable, Hashable, CaseIterable {
        /// As up to 1.4: `model_requested` in the body, and no header field of the gateway's own, not even an id.
        case older
        /// The body of ``older`` with the first header fields of newer releases, so that clients of both are served.
        case mixed
        /// As in 2: `original_model_requested`, `resolved_model_used` and `routing_info` in the body, mirrored in header
        /// fields, and the id of a trace.
        case newer
    }
}
