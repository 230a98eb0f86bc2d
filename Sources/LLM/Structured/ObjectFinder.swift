/// Finds where a JSON object begins in text that models like to put around it, such as a Markdown fence.
///
/// A brace counts when a name or another brace follows. A list counts only where nothing stands before it: brackets are
/// common in prose.
struct ObjectFinder: Sendable {
    private var isAfterBrace = false
    private var isAtStart: Bool

    /// Makes a finder.
    ///
    /// - Parameter isAtStart: Whether the text has not begun.
    init(isAtStart: Bool = true) { self.isAtStart = isAtStart }

    /// Reads the next piece of text.
    ///
    /// - Parameter piece: The piece.
    /// - Returns: The object's beginning, to the end of the piece; nil when there is none.
    mutating func beginning(in piece: String) -> String? {
        for index in piece.utf8.indices where !piece.utf8[index].isJSONWhitespace {
            let byte = piece.utf8[index]
            if isAfterBrace, byte == ASCII.quote || byte == ASCII.closeBrace { return "{" + piece[index...] }
            if isAtStart, byte == ASCII.openBracket { return String(piece[index...]) }
            isAfterBrace = byte == ASCII.openBrace
            isAtStart = false
        }
        return nil
    }
}
