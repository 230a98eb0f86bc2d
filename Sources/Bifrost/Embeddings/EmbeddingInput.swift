/// What vectors are asked for (OpenAI field `input`).
@nonexhaustive
public enum EmbeddingInput: Hashable, Sendable {
    /// One text.
    case text(String)
    /// Several texts; each gets a vector of its own.
    case texts([String])
    /// One text in tokens of the model.
    case tokens([Int])
    /// Several texts in tokens of the model; each gets a vector of its own.
    case tokenLists([[Int]])

    /// How many vectors it takes.
    public var count: Int {
        switch self {
        case .text, .tokens: 1
        case .texts(let texts): texts.count
        case .tokenLists(let lists): lists.count
        }
    }
}
