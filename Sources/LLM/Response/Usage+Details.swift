extension Usage {
    /// What the input tokens were (OpenAI field `prompt_tokens_details`); nil where the provider reported none.
    public struct InputDetails: Hashable, Sendable, Codable {
        /// Tokens of text.
        public var text: Int?
        /// Tokens of sound.
        public var audio: Int?
        /// Tokens of pictures.
        public var image: Int?
        /// Tokens read from the provider's cache.
        public var cachedRead: Int?
        /// Tokens written to the provider's cache.
        public var cachedWrite: Int?

        /// Makes the input's details.
        ///
        /// - Parameters:
        ///   - text: Tokens of text.
        ///   - audio: Tokens of sound.
        ///   - image: Tokens of pictures.
        ///   - cachedRead: Tokens read from the provider's cache.
        ///   - cachedWrite: Tokens written to the provider's cache.
        public init(
            text: Int? = nil,
            audio: Int? = nil,
            image: Int? = nil,
            cachedRead: Int? = nil,
            cachedWrite: Int? = nil
        ) {
            self.text = text
            self.audio = audio
            self.image = image
            self.cachedRead = cachedRead
            self.cachedWrite = cachedWrite
        }
    }

    /// What the output tokens were (OpenAI field `completion_tokens_details`); nil where the provider reported none.
    public struct OutputDetails: Hashable, Sendable, Codable {
        /// Tokens of text.
        public var text: Int?
        /// Tokens of sound.
        public var audio: Int?
        /// Tokens of pictures.
        public var image: Int?
        /// Tokens of the prediction that were in the answer.
        public var acceptedPrediction: Int?
        /// Tokens of the prediction that were not.
        public var rejectedPrediction: Int?
        /// Tokens of citations.
        public var citation: Int?
        /// How many searches were made; these are no tokens.
        public var searchQueries: Int?

        /// Makes the output's details.
        ///
        /// - Parameters:
        ///   - text: Tokens of text.
        ///   - audio: Tokens of sound.
        ///   - image: Tokens of pictures.
        ///   - acceptedPrediction: Tokens of the prediction that were in the answer.
        ///   - rejectedPrediction: Tokens of the prediction that were not.
        ///   - citation: Tokens of citations.
        ///   - searchQueries: How many searches were made; these are no tokens.
        public init(
            text: Int? = nil,
            audio: Int? = nil,
            image: Int? = nil,
            acceptedPrediction: Int? = nil,
            rejectedPrediction: Int? = nil,
            citation: Int? = nil,
            searchQueries: Int? = nil
        ) {
            self.text = text
            self.audio = audio
            self.image = image
            self.acceptedPrediction = acceptedPrediction
            self.rejectedPrediction = rejectedPrediction
            self.citation = citation
            self.searchQueries = searchQueries
        }
    }
}
