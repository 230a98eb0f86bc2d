/// What arrived with a chunk, in one form only, so that equal chunks compare equal.
package enum ChunkContent: Hashable, Sendable {
    /// One choice that has a text and nothing else, as nearly all have: it needs no list.
    case text(String, choice: Int)
    /// Anything else.
    case choices([ChoiceDelta])

    init(_ choices: [ChoiceDelta]) {
        if choices.count == 1, choices[0].isTextAlone {
            self = .text(choices[0].text, choice: choices[0].index)
        } else {
            self = .choices(choices)
        }
    }

    /// How many choices the chunk has something for.
    package var count: Int {
        switch self {
        case .text: 1
        case .choices(let choices): choices.count
        }
    }

    var choices: [ChoiceDelta] {
        switch self {
        case .text(let text, let choice): [ChoiceDelta(index: choice, text: text)]
        case .choices(let choices): choices
        }
    }
}

extension ChoiceDelta {
    fileprivate var isTextAlone: Bool {
        role == nil && reasoning == nil && reasoningDetails.isEmpty && refusal == nil && toolCalls.isEmpty
            && finishReason == nil && !isWholeMessage && rare.isEmpty
    }
}
