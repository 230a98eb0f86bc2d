import LLM

/// Cuts answers as servers do: text by words, arguments in the middle of everything.
enum AnswerPieces {
    /// How many characters of arguments come at once.
    private static let argumentLength = 8

    /// The text's words, each with the white space before it; joined they are the text.
    static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        var isInWord = false
        for scalar in text.unicodeScalars {
            if isInWord, scalar.properties.isWhitespace {
                words.append(String(word))
                word.removeAll()
                isInWord = false
            }
            if !scalar.properties.isWhitespace { isInWord = true }
            word.append(scalar)
        }
        return word.isEmpty ? words : words + [String(word)]
    }

    /// For each call its head, and its arguments bit by bit.
    static func pieces(of calls: [ToolCall]) -> [ToolCallDelta] {
        calls.enumerated().flatMap { index, call in
            let head = ToolCallDelta(index: index, id: call.id, name: call.name, isCustom: call.isCustom)
            return [head] + cut(call.arguments).map { ToolCallDelta(index: index, arguments: $0) }
        }
    }

    /// Chunks of one choice, and one for its end; the first says who speaks.
    static func chunks(_ deltas: [ChoiceDelta], _ finishReason: FinishReason, _ usage: Usage?) -> [ChatChunk] {
        var deltas = deltas + [ChoiceDelta(finishReason: finishReason)]
        deltas[0].role = .assistant
        var chunks = deltas.map { ChatChunk(choices: [$0]) }
        chunks[chunks.count - 1].usage = usage
        return chunks
    }

    /// Chunks of a whole answer: its choices one after the other, then a chunk without any.
    static func chunks(of response: ChatResponse) -> [ChatChunk] {
        let deltas = response.choices.flatMap(deltas)
        var last = ChatChunk(usage: response.usage)
        last.created = response.created
        last.serviceTier = response.serviceTier
        last.systemFingerprint = response.systemFingerprint
        last.citations = response.citations
        last.searchResults = response.searchResults
        last.videos = response.videos
        last.additionalFields = response.additionalFields
        return (deltas.map { ChatChunk(choices: [$0]) } + [last]).map { chunk in
            var chunk = chunk
            (chunk.id, chunk.model, chunk.provider) = (response.id, response.model, response.provider)
            return chunk
        }
    }

    private static func deltas(of choice: Choice) -> [ChoiceDelta] {
        let message = choice.message
        var first = ChoiceDelta(index: choice.index, role: message.role, reasoningDetails: message.reasoningDetails)
        first.messageFields = message.additionalFields
        var last = ChoiceDelta(
            index: choice.index, reasoningSignature: message.reasoningSignature, finishReason: choice.finishReason)
        last.audio = message.audio
        last.annotations = message.annotations
        last.logprobs = choice.logprobs
        last.stopSequence = choice.stopSequence
        last.additionalFields = choice.additionalFields
        return [first]
            + words(of: message.reasoning ?? "").map { ChoiceDelta(index: choice.index, reasoning: $0) }
            + words(of: message.text).map { ChoiceDelta(index: choice.index, text: $0) }
            + words(of: message.refusal ?? "").map { ChoiceDelta(index: choice.index, refusal: $0) }
            + pieces(of: message.toolCalls).map { ChoiceDelta(index: choice.index, toolCalls: [$0]) } + [last]
    }

    private static func cut(_ arguments: String) -> [String] {
        let scalars = Array(arguments.unicodeScalars)
        return stride(from: 0, to: scalars.count, by: argumentLength).map { start in
            var piece = String.UnicodeScalarView()
            piece.append(contentsOf: scalars[start..<min(start + argumentLength, scalars.count)])
            return String(piece)
        }
    }
}
