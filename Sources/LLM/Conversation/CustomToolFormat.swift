/// The form of a custom tool's input (OpenAI field `tools[].custom.format`).
@nonexhaustive
public enum CustomToolFormat: Hashable, Sendable {
    /// Any text.
    case text
    /// A text of a language that a grammar defines.
    case grammar(definition: String, syntax: GrammarSyntax)
}

/// In what a grammar is written; an open set.
public struct GrammarSyntax: RawRepresentable, Hashable, Sendable, Codable {
    /// The word that stands on the wire.
    public var rawValue: String

    /// Makes a syntax from the word that stands on the wire.
    ///
    /// - Parameter rawValue: The word, e.g. `lark`.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The notation of Lark.
    public static let lark = GrammarSyntax(rawValue: "lark")
    /// A regular expression.
    public static let regex = GrammarSyntax(rawValue: "regex")
}
