/// A model answered, but not with a value of the type that was asked for.
///
/// What the call itself can fail with is an ``LLMError``. The description never holds the answer.
public struct StructuredOutputError: Error, Sendable {
    /// The class of the failure.
    public let code: Code
    /// What happened, in a short text.
    public let message: String
    /// What the last answer said: the refusal, or the text that should have been the value.
    public let text: String
    /// Where the last answer does not keep to the schema.
    ///
    /// Empty unless the code is ``Code/mismatch``.
    public let violations: [SchemaViolation]
    /// The answers, oldest first.
    public let responses: [ChatResponse]

    /// Makes an error, as test doubles do.
    ///
    /// - Parameters:
    ///   - code: The class of the failure.
    ///   - message: What happened.
    ///   - text: What the last answer said.
    ///   - violations: Where the last answer does not keep to the schema.
    ///   - responses: The answers, oldest first.
    public init(
        _ code: Code,
        _ message: String,
        text: String = "",
        violations: [SchemaViolation] = [],
        responses: [ChatResponse] = []
    ) {
        self.code = code
        self.message = message
        self.text = text
        self.violations = violations
        self.responses = responses
    }

    init(_ problem: AnswerProblem, text: String, responses: [ChatResponse]) {
        self.init(problem.code, problem.message, text: text, violations: problem.violations, responses: responses)
    }

    /// The last answer.
    public var response: ChatResponse { responses.last ?? ChatResponse() }

    /// How many attempts were made.
    public var attempts: Int { responses.count }

    /// The token counts of all attempts together.
    ///
    /// Nil when none were reported.
    public var usage: Usage? { responses.totalUsage }

    /// The class of a failure; an open set.
    public struct Code: RawRepresentable, Hashable, Sendable, Codable {
        /// The class's name, stable for scripts and metrics.
        public var rawValue: String

        /// Makes a class from its name.
        ///
        /// - Parameter rawValue: The name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The model declined to answer.
        public static let refusal = Code(rawValue: "refusal")
        /// The answer was cut at the limit of tokens (``FinishReason/length``).
        public static let length = Code(rawValue: "length")
        /// The answer was cut or kept back by a filter (``FinishReason/contentFilter``).
        public static let contentFilter = Code(rawValue: "contentFilter")
        /// The model called tools instead of answering.
        public static let toolCalls = Code(rawValue: "toolCalls")
        /// The answer has no JSON object, more than one, or one that is not valid, too long or nested too deeply.
        public static let notJSON = Code(rawValue: "notJSON")
        /// The answer's JSON does not keep to the schema, or cannot be read as the type.
        public static let mismatch = Code(rawValue: "mismatch")
    }
}

extension StructuredOutputError: CustomStringConvertible {
    /// The class and the message in one line.
    public var description: String {
        let attempts = attempts > 1 ? " after \(attempts) attempts" : ""
        return "\(code.rawValue): \(message)\(attempts)"
    }
}
