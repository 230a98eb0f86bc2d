extension AnswerPlan {
    /// Reads the value of an answer.
    ///
    /// - Parameter response: The answer.
    /// - Returns: The value, and its JSON.
    /// - Throws: Why the answer is not the value.
    func answer(in response: ChatResponse) throws(AnswerProblem) -> (value: Value, view: PartialView) {
        try check(response)
        var reader = AnswerReader(options)
        _ = try reader.add(text(of: response))
        let view = try reader.finish()
        guard let root = root(of: view) else { return (try value(of: view.json), view) }
        return (try value(of: isWrapped ? ["value": root.json] : root.json), root)
    }

    /// What the answer says, be it a refusal.
    func text(of response: ChatResponse) -> String {
        if let refusal = response.refusal, !refusal.isEmpty { return refusal }
        guard options.mode == .tool, let call = response.toolCalls.first(where: { $0.name == name }) else {
            return response.text
        }
        return call.arguments.isEmpty ? "{}" : call.arguments
    }

    /// The value in an answer's JSON; nil as long as it has not begun.
    ///
    /// Models that are not held to the schema like to leave the object around a list out.
    func root(of view: PartialView) -> PartialView? {
        guard isWrapped else { return view }
        return view.member("value") ?? (view.isList ? view : nil)
    }

    private func value(of json: JSONValue) throws(AnswerProblem) -> Value {
        do {
            return try read(json)
        } catch {
            throw AnswerProblem(error)
        }
    }

    private func check(_ response: ChatResponse) throws(AnswerProblem) {
        if response.refusal?.isEmpty == false { throw AnswerProblem(.refusal, "the model declined to answer") }
        switch response.finishReason {
        case .length?: throw AnswerProblem(.length, "the answer was cut at the limit of tokens")
        case .contentFilter?: throw AnswerProblem(.contentFilter, "a filter ended the answer")
        default: break
        }
        if options.mode != .tool, !response.toolCalls.isEmpty, response.text.isEmpty {
            throw AnswerProblem(.toolCalls, "the model called tools instead of answering")
        }
    }
}
