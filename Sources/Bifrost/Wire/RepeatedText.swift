internal import LLM

/// A text that is nearly always the same as last time.
struct RepeatedText: Sendable {
    private var bytes: [UInt8] = []
    private var string = ""

    /// The text as a string, the last one again if its bytes are the same.
    mutating func read(_ text: JSONText?, in source: Span<UInt8>) -> String? {
        guard let text else { return nil }
        if text.isEscaped { return text.string(in: source) }
        if text.range.count != bytes.count || !source.matches(bytes, at: text.range.lowerBound) {
            bytes = source.extracting(text.range).withUnsafeBufferPointer(Array.init)
            string = text.string(in: source)
        }
        return string
    }
}
