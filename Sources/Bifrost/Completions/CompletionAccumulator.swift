internal import LLM

/// Turns the chunks of a text completion into the answer.
struct CompletionAccumulator: Sendable {
    /// The answer without its completions.
    private var head = CompletionResponse()
    /// The completions by their index.
    private var choices: [Int: CompletionChoice] = [:]

    mutating func add(_ chunk: CompletionChunk) {
        head.id = chunk.id ?? head.id
        head.model = chunk.model ?? head.model
        head.systemFingerprint = chunk.systemFingerprint ?? head.systemFingerprint
        head.usage = chunk.usage ?? head.usage
        if !chunk.additionalFields.isEmpty { head.additionalFields = chunk.additionalFields }
        for choice in chunk.choices where choices[choice.index]?.append(choice) == nil {
            choices[choice.index] = choice
        }
    }

    var response: CompletionResponse {
        var response = head
        response.choices = choices.values.sorted { $0.index < $1.index }
        return response
    }

    /// The answer as far as it came, in the form in which errors have it.
    var partial: ChatResponse? {
        let response = response
        guard !response.choices.isEmpty else { return nil }
        let choices = response.choices.map { choice in
            Choice(index: choice.index, message: .assistant(choice.text), finishReason: choice.finishReason)
        }
        return ChatResponse(choices: choices, id: response.id, model: response.model, usage: response.usage)
    }
}

extension CompletionChoice {
    fileprivate mutating func append(_ piece: CompletionChoice) {
        text += piece.text
        finishReason = piece.finishReason ?? finishReason
        additionalFields.merge(piece.additionalFields) { $1 }
        guard let more = piece.logprobs else { return }
        if logprobs == nil { logprobs = more } else { logprobs?.append(more) }
    }
}
