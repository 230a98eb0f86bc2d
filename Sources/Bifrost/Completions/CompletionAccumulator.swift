internal import LLM

/// Turns the chunks of a text completion into the answer.
struct CompletionAccumulator: Sendable {
    private(set) var response = CompletionResponse()

    mutating func add(_ chunk: CompletionChunk) {
        response.id = chunk.id ?? response.id
        response.model = chunk.model ?? response.model
        response.systemFingerprint = chunk.systemFingerprint ?? response.systemFingerprint
        response.usage = chunk.usage ?? response.usage
        if !chunk.additionalFields.isEmpty { response.additionalFields = chunk.additionalFields }
        for choice in chunk.choices { add(choice) }
    }

    private mutating func add(_ piece: CompletionChoice) {
        guard let position = response.choices.firstIndex(where: { $0.index >= piece.index }),
            response.choices[position].index == piece.index
        else {
            let position = response.choices.firstIndex { $0.index > piece.index } ?? response.choices.endIndex
            return response.choices.insert(piece, at: position)
        }
        response.choices[position].append(piece)
    }

    /// The answer as far as it came, in the form in which errors have it.
    var partial: ChatResponse? {
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
