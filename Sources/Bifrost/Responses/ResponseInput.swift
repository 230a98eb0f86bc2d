internal import LLM

/// What a response answers (OpenAI field `input`).
///
/// A string literal is a text, and a list literal is a list of items.
@nonexhaustive
public enum ResponseInput: Hashable, Sendable {
    /// What the user says.
    case text(String)
    /// A conversation, oldest item first. At least one.
    case items([ResponseItem])

    var json: JSONValue {
        switch self {
        case .text(let text): .string(text)
        case .items(let items): .array(items.map(\.json))
        }
    }
}

extension ResponseInput: ExpressibleByStringInterpolation, ExpressibleByArrayLiteral {
    /// Makes what the user says.
    ///
    /// - Parameter value: The literal.
    public init(stringLiteral value: String) { self = .text(value) }

    /// Makes a conversation.
    ///
    /// - Parameter elements: The items.
    public init(arrayLiteral elements: ResponseItem...) { self = .items(elements) }
}
