/// A value that a model wrote, with the answers that it took.
public struct StructuredResponse<Value: Sendable>: Sendable {
    /// The value; it keeps to the schema.
    public let value: Value
    /// The answers, oldest first; all but the last one did not keep to the schema.
    public let responses: [ChatResponse]

    /// Makes a response, as test doubles do.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - responses: The answers, oldest first.
    public init(value: Value, responses: [ChatResponse]) {
        self.value = value
        self.responses = responses
    }

    /// The answer that holds the value.
    public var response: ChatResponse { responses.last ?? ChatResponse() }

    /// How many attempts were made.
    public var attempts: Int { responses.count }

    /// The token counts of all attempts together.
    ///
    /// Nil when none were reported.
    public var usage: Usage? { responses.totalUsage }
}

extension StructuredResponse: Equatable where Value: Equatable {}

extension [ChatResponse] {
    /// The token counts of all of them together; nil when none were reported.
    var totalUsage: Usage? {
        compactMap(\.usage).reduce(nil) { total, usage in total.map { $0 + usage } ?? usage }
    }
}
