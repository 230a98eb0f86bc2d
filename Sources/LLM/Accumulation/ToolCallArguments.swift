/// The arguments of a tool call while they arrive.
struct ToolCallArguments: Sendable {
    private enum Verdict { case whole, never }

    private(set) var text = ""
    /// Brackets still open outside of strings: only where none is can the text be whole, so that looking at it in
    /// full after each piece, which would be quadratic, is not needed.
    private var openBrackets = 0
    private var isInString = false
    private var isEscaped = false
    private var verdict: Verdict?

    mutating func append(_ piece: String) {
        guard !piece.isEmpty else { return }
        text += piece
        for byte in piece.utf8 { track(byte) }
        if verdict == .whole, !piece.utf8.allSatisfy(\.isJSONWhitespace) { verdict = nil }
    }

    /// Whether they are one JSON value of any kind, whole.
    mutating func isWholeValue() -> Bool {
        if let verdict { return verdict == .whole }
        guard openBrackets <= 0, !isInString, let first = firstByte else { return false }
        if Self.isWhole(text) {
            verdict = .whole
        } else if [ASCII.openBrace, ASCII.openBracket, ASCII.quote].contains(first) {
            // All that was opened is closed and still it is wrong: no further byte can mend that.
            verdict = .never
        }
        return verdict == .whole
    }

    /// Whether they are empty, which means `{}`, or one JSON object.
    var isComplete: Bool {
        guard let first = firstByte else { return true }
        return first == ASCII.openBrace && Self.isWhole(text)
    }

    private var firstByte: UInt8? { text.utf8.first { !$0.isJSONWhitespace } }

    private mutating func track(_ byte: UInt8) {
        if isEscaped {
            isEscaped = false
        } else if isInString {
            isEscaped = byte == ASCII.backslash
            isInString = byte != ASCII.quote
        } else {
            switch byte {
            case ASCII.quote: isInString = true
            case ASCII.openBrace, ASCII.openBracket: openBrackets += 1
            case ASCII.closeBrace, ASCII.closeBracket: openBrackets -= 1
            default: break
            }
        }
    }

    private static func isWhole(_ text: String) -> Bool {
        var scanner = JSONScanner()
        let bytes = Array(text.utf8)
        do throws(JSONError) {
            try scanner.skipValue(in: bytes.span)
            try scanner.end(in: bytes.span)
            return true
        } catch {
            return false
        }
    }
}
