/// A piece of a message's content.
///
/// Parts are made by their kind: `.text("…")`, `.image(url:)`, `.file(data:name:mimeType:)`; ``cached(_:)`` and
/// ``citable(_:)`` add marks to any of them.
public struct ContentPart: Hashable, Sendable {
    /// What a piece is.
    @nonexhaustive
    public enum Content: Hashable, Sendable {
        /// Plain text.
        case text(String)
        /// A picture.
        case image(ImageSource, detail: ImageDetail?)
        /// Sound, by value.
        case audio([UInt8], format: AudioFormat?)
        /// A document.
        case file(FileContent)
        /// Why the assistant declined, in an earlier turn.
        case refusal(String)
    }

    /// What the piece is.
    public var content: Content
    /// The mark up to which the provider may cache the prompt, this piece included.
    ///
    /// Nil sends none.
    public var cacheControl: CacheControl?
    /// Whether the model may cite this piece (Anthropic field `citations.enabled`).
    ///
    /// Nil sends nothing.
    public var citationsEnabled: Bool?

    /// Makes a part.
    ///
    /// - Parameters:
    ///   - content: What the piece is.
    ///   - cacheControl: The mark up to which the provider may cache the prompt.
    ///   - citationsEnabled: Whether the model may cite this piece.
    public init(_ content: Content, cacheControl: CacheControl? = nil, citationsEnabled: Bool? = nil) {
        self.content = content
        self.cacheControl = cacheControl
        self.citationsEnabled = citationsEnabled
    }

    /// The text of a text part; nil for any other kind.
    public var text: String? {
        if case .text(let text) = content { text } else { nil }
    }

    /// The same part with a mark up to which the provider may cache the prompt.
    ///
    /// - Parameter control: The mark.
    /// - Returns: The part.
    public func cached(_ control: CacheControl = .ephemeral) -> ContentPart {
        ContentPart(content, cacheControl: control, citationsEnabled: citationsEnabled)
    }

    /// The same part, for the model to cite or not.
    ///
    /// - Parameter isEnabled: Whether the model may cite it.
    /// - Returns: The part.
    public func citable(_ isEnabled: Bool = true) -> ContentPart {
        ContentPart(content, cacheControl: cacheControl, citationsEnabled: isEnabled)
    }
}
