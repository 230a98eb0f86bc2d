extension ChatModel {
    /// Sends the conversation and returns the answer as a value of a Swift type.
    ///
    /// The schema of the type goes with the call. The answer is checked against it; when it does not keep to it, it is
    /// asked for again with what is wrong, ``StructuredOptions/repairs`` times at most. The conversation given here stays
    /// as it is.
    ///
    /// Types that are no object in JSON, such as lists and enumerations, travel in one. Only choice 0 is read.
    ///
    /// - Parameters:
    ///   - messages: The conversation, oldest message first. At least one.
    ///   - type: The type.
    ///   - options: Settings of each attempt. ``TimeLimits/total``, when it is set here, is for all of them together.
    ///   - structured: How the answer is asked for and read.
    /// - Returns: The value with the answers that it took.
    /// - Throws: ``StructuredOutputError`` when the model answered otherwise; ``LLMError`` for every other failure,
    ///   ``LLMError/Code/configuration`` before anything is sent when the type has no schema; `CancellationError` when
    ///   the task was cancelled. When a later attempt fails, ``LLMError/partial`` has the answer before and the usage of
    ///   all.
    public func generate<Value: Decodable & Sendable>(
        _ messages: [Message],
        as type: Value.Type,
        options: GenerateOptions = GenerateOptions(),
        structured: StructuredOptions = StructuredOptions()
    ) async throws -> StructuredResponse<Value> {
        let plan = try AnswerPlan<Value>(structured)
        var attempts = try AnswerAttempts(plan, model: self, messages: messages, options: options)
        return try await attempts.run()
    }

    /// Describes a streamed answer that becomes a value of a Swift type.
    ///
    /// Nothing is sent before the first element is asked for, and nothing is repaired: what was shown already cannot be
    /// taken back.
    ///
    /// - Parameters:
    ///   - messages: The conversation, oldest message first. At least one.
    ///   - type: The type.
    ///   - options: Settings of the call.
    ///   - structured: How the answer is asked for and read.
    /// - Returns: A sequence that can be iterated once.
    public func stream<Value: Decodable & Sendable>(
        _ messages: [Message],
        as type: Value.Type,
        options: GenerateOptions = GenerateOptions(),
        structured: StructuredOptions = StructuredOptions()
    ) -> StructuredStream<Value> {
        StructuredStream(call: StructuredCall(self, messages, options, structured))
    }
}
