extension Usage: Codable {
    private enum CodingKeys: String, CodingKey {
        case input, output, total, cached, reasoning, inputDetails, outputDetails, cost, additionalFields
    }

    /// Reads token counts; what is absent has its default.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            input: try container.value(.input),
            output: try container.value(.output),
            total: try container.value(.total),
            cached: try container.value(.cached),
            reasoning: try container.value(.reasoning),
            inputDetails: try container.value(.inputDetails),
            outputDetails: try container.value(.outputDetails),
            cost: try container.value(.cost),
            additionalFields: try container.fields(.additionalFields)
        )
    }

    /// Writes token counts without what is empty.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(input, forKey: .input)
        try container.encodeIfPresent(output, forKey: .output)
        try container.encodeIfPresent(total, forKey: .total)
        try container.encodeIfPresent(cached, forKey: .cached)
        try container.encodeIfPresent(reasoning, forKey: .reasoning)
        try container.encodeIfPresent(inputDetails, forKey: .inputDetails)
        try container.encodeIfPresent(outputDetails, forKey: .outputDetails)
        try container.encodeIfPresent(cost, forKey: .cost)
        try container.encodeUnlessEmpty(additionalFields, forKey: .additionalFields)
    }
}

extension Usage.Cost: Codable {
    private enum CodingKeys: String, CodingKey {
        case total, input, output, reasoning, citation, searchQueries, request, additionalFields
    }

    /// Reads a price; what is absent has its default.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            total: try container.value(.total),
            input: try container.value(.input),
            output: try container.value(.output),
            reasoning: try container.value(.reasoning),
            citation: try container.value(.citation),
            searchQueries: try container.value(.searchQueries),
            request: try container.value(.request),
            additionalFields: try container.fields(.additionalFields)
        )
    }

    /// Writes a price without what is empty.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(total, forKey: .total)
        try container.encodeIfPresent(input, forKey: .input)
        try container.encodeIfPresent(output, forKey: .output)
        try container.encodeIfPresent(reasoning, forKey: .reasoning)
        try container.encodeIfPresent(citation, forKey: .citation)
        try container.encodeIfPresent(searchQueries, forKey: .searchQueries)
        try container.encodeIfPresent(request, forKey: .request)
        try container.encodeUnlessEmpty(additionalFields, forKey: .additionalFields)
    }
}
