extension ChatRendering {
    /// How likely the tokens were, if the request asks and there are any: each half as likely as not, the alternatives
    /// less so.
    func logprobs(_ tokens: [String]) -> JSONValue? {
        let tokens = tokens.filter { !$0.isEmpty }
        guard request.wantsLogprobs, !tokens.isEmpty else { return nil }
        return ["content": .array(tokens.map(token)), "refusal": .array([])]
    }

    private func token(_ text: String) -> JSONValue {
        let alternatives = (0..<request.topLogprobs).map { place in
            entry(place == 0 ? text : "\(text)~\(place)", halvings: place + 1)
        }
        return entry(text, halvings: 1, alternatives)
    }

    private func entry(_ text: String, halvings: Int, _ alternatives: [JSONValue]? = nil) -> JSONValue {
        [
            "token": .string(text), "logprob": .number(-0.6931471805599453 * Double(halvings)),
            "bytes": .array(text.utf8.map { .integer(Int($0)) }), "top_logprobs": alternatives.map(JSONValue.array),
        ]
    }
}
