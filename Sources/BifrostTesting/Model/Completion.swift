/// An answer in tokens, cut by the request's limits, with its usage.
struct Completion: Sendable {
    struct ToolCall: Sendable {
        var id: String
        var name: String
        var fragments: [String]
    }

    private(set) var reasoning: [String] = []
    private(set) var text: [String] = []
    private(set) var toolCalls: [ToolCall] = []
    private(set) var finishReason = "stop"
    let promptTokens: Int

    init(_ answer: Answer, for request: ChatRequest) {
        promptTokens = Self.countPrompt(request)
        var budget = request.tokenLimit ?? .max
        reasoning = Self.take(answer.reasoning, &budget)
        text = Self.take(Self.cut(answer.text, at: request.stop), &budget)
        for call in answer.toolCalls where budget > 0 {
            toolCalls.append(ToolCall(id: call.id, name: call.name, fragments: Self.take(call.arguments, &budget)))
        }
        if !answer.toolCalls.isEmpty { finishReason = "tool_calls" }
        if budget <= 0, answerTokens < Self.countAll(answer, request) { finishReason = "length" }
    }

    var answerTokens: Int { reasoning.count + text.count + toolCalls.reduce(0) { $0 + $1.fragments.count } }

    var usage: JSONValue {
        let details: JSONValue? = reasoning.isEmpty ? nil : ["reasoning_tokens": .integer(reasoning.count)]
        return [
            "prompt_tokens": .integer(promptTokens),
            "prompt_tokens_details": ["cached_tokens": 0],
            "completion_tokens": answerTokens == 0 ? nil : .integer(answerTokens),
            "completion_tokens_details": details,
            "total_tokens": .integer(promptTokens + answerTokens),
        ]
    }

    private static func take(_ text: String, _ budget: inout Int) -> [String] {
        let tokens = Tokens.split(text).prefix(max(0, budget))
        budget -= tokens.count
        return Array(tokens)
    }

    private static func countAll(_ answer: Answer, _ request: ChatRequest) -> Int {
        Tokens.count(answer.reasoning) + Tokens.count(cut(answer.text, at: request.stop))
            + answer.toolCalls.reduce(0) { $0 + Tokens.count($1.arguments) }
    }

    /// Each message costs its words and four tokens of framing, as in OpenAI's models.
    private static func countPrompt(_ request: ChatRequest) -> Int {
        request.messages.reduce(3) { $0 + 4 + Tokens.count($1.text) }
    }

    /// The text before the first stop sequence.
    private static func cut(_ text: String, at sequences: [String]) -> String {
        let ends = sequences.compactMap { text.firstRange(of: $0)?.lowerBound }
        return ends.min().map { String(text[..<$0]) } ?? text
    }
}
