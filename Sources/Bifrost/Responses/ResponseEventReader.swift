internal import LLM

/// Makes a response's events of their JSON, and knows how far the response has come.
struct ResponseEventReader: JSONEventReader {
    private let limits: AnswerLimits
    private let errors: ErrorDecoder
    private var accumulator = ResponseAccumulator()

    init(limits: AnswerLimits, errors: ErrorDecoder) {
        self.limits = limits
        self.errors = errors
    }

    var isComplete: Bool { accumulator.isComplete }

    var isFinished: Bool { accumulator.isComplete }

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
