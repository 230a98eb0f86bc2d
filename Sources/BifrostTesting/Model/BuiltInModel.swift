/// A model that needs no weights: the same request always gets the same answer.
struct BuiltInModel: Sendable {
    let request: ChatRequest
    /// The request's position, from which ids are made.
    let serial: Int

    var answer: Answer {
        var answer = Answer()
        if request.wantsReasoning {
            answer.reasoning = "The question is: “\(request.prompt)” I will answer it briefly."
        }
        let results = ToolResults(request)
        if results.isEmpty { answer.toolCalls = ToolPlan(request, serial: serial).calls }
        if answer.toolCalls.isEmpty {
            answer.text = formatted(results.isEmpty ? Conversation.reply(to: request.prompt) : results.summary)
        }
        return answer
    }

    /// The reply in the form that `response_format` asks for.
    private func formatted(_ reply: String) -> String {
        let format = request.body["response_format"]
        switch format?["type"]?.string {
        case "json_object": return plainObject(reply).encoded
        case "json_schema":
            var sampler = SchemaSampler(prompt: PromptValues(request.prompt, answer: reply), fillsOptional: true)
            return sampler.sample(format?["json_schema"]?["schema"] ?? [:]).encoded
        default: return reply
        }
    }

    private func plainObject(_ reply: String) -> JSONValue {
        let fact = Conversation.country(in: request.prompt)
        return [
            "question": .string(request.prompt), "answer": .string(reply),
            "country": fact.map { .string($0.country) }, "capital": fact.map { .string($0.capital) },
        ]
    }
}
