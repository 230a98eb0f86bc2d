extension GatewayOptions {
    /// How the gateway's cache is searched; an open set.
    public struct CacheType: RawRepresentable, Hashable, Sendable, Codable {
        /// The word that stands on the wire.
        public var rawValue: String

        /// Makes a type from the word that stands on the wire.
        ///
        /// - Parameter rawValue: The word, e.g. `direct`.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// By the very same request.
        public static let direct = CacheType(rawValue: "direct")
        /// By a similar conversation.
        public static let semantic = CacheType(rawValue: "semantic")
    }

    /// A conversion that the gateway may make; an open set.
    public struct Compat: RawRepresentable, Hashable, Sendable, Codable {
        /// The word that stands on the wire.
        public var rawValue: String

        /// Makes a conversion from the word that stands on the wire.
        ///
        /// - Parameter rawValue: The word, e.g. `should_drop_params`.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Every conversion that the gateway knows.
        public static let all = Compat(rawValue: "*")
        /// Text completions become chats.
        public static let convertTextToChat = Compat(rawValue: "convert_text_to_chat")
        /// Chats become calls of the Responses interface.
        public static let convertChatToResponses = Compat(rawValue: "convert_chat_to_responses")
        /// Parameters that the model does not know are dropped.
        public static let dropParameters = Compat(rawValue: "should_drop_params")
        /// Parameters that the model does not know are replaced by what comes near.
        public static let convertParameters = Compat(rawValue: "should_convert_params")
    }
}
