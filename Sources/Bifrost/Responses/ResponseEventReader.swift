internal import LLM

/// Makes a response's events of their JSON, and knows how far the response has come.
struct ResponseEventReader: JSONEventReader {
    private let limits: AnswerLimits
    private let errors: ErrorDecoder
    private let awaitsEnd: Bool
    private var accumulator = ResponseAccumulator()

    /// - Parameters:
    ///   - limits: How much is taken in.
    ///   - errors: Makes errors of what the gateway reports.
    ///   - awaitsEnd: Whether what follows a whole response matters too, such as `[DONE]`.
    init(limits: AnswerLimits, errors: ErrorDecoder, awaitsEnd: Bool = false) {
        self.limits = limits
        self.errors = errors
        self.awaitsEnd = awaitsEnd
    }

    var isComplete: Bool { accumulator.isComplete }

    var isFinished: Bool { accumulator.isComplete && !awaitsEnd }

    var partial: ChatResponse? { accumulator.hasContent ? accumulator.response().chatResponse : nil }

    static func isContent(_ event: ResponseEvent) -> Bool { event.isContent }

    mutating func element(_ name: String, _ json: JSONValue) throws(LLMError) -> ResponseEvent? {
        if json["type"] == "response.failed" || json["type"] == nil && name == "response.failed" {
            throw errors.failure(ofResponse: json["response"] ?? [:], extraFields: json["extra_fields"])
        }
        let event = ResponseEvent(name, json)
        accumulator.add(event)
        try limits.check(items: accumulator.itemCount, calls: accumulator.callCount)
        guard accumulator.contentSize <= limits.body else {
            throw LLMError(
                .malformed, "the answer has more than \(limits.body) bytes; AnswerLimits.body allows no more")
        }
        return event
    }
}
