extension Usage {
    /// What a call cost, in the currency of the account (Bifrost field `usage.cost`); nil where nothing was reported.
    public struct Cost: Hashable, Sendable {
        /// The whole price.
        public var total: Double?
        /// The price of the input.
        public var input: Double?
        /// The price of the output.
        public var output: Double?
        /// The price of the reasoning.
        public var reasoning: Double?
        /// The price of the citations.
        public var citation: Double?
        /// The price of the searches.
        public var searchQueries: Double?
        /// The price of the call itself.
        public var request: Double?
        /// Fields that have no name here.
        public var additionalFields: [String: JSONValue]

        /// Makes a price.
        ///
        /// - Parameters:
        ///   - total: The whole price.
        ///   - input: The price of the input.
        ///   - output: The price of the output.
        ///   - reasoning: The price of the reasoning.
        ///   - citation: The price of the citations.
        ///   - searchQueries: The price of the searches.
        ///   - request: The price of the call itself.
        ///   - additionalFields: Fields that have no name here.
        public init(
            total: Double? = nil,
            input: Double? = nil,
            output: Double? = nil,
            reasoning: Double? = nil,
            citation: Double? = nil,
            searchQueries: Double? = nil,
            request: Double? = nil,
            additionalFields: [String: JSONValue] = [:]
        ) {
            self.total = total
            self.input = input
            self.output = output
            self.reasoning = reasoning
            self.citation = citation
            self.searchQueries = searchQueries
            self.request = request
            self.additionalFields = additionalFields
        }
    }
}
