/// A text that is being typed, of one or more lines, and where the cursor stands in it.
///
/// It counts in characters as people see them: a flag or an accented letter is one.
struct LineBuffer: Equatable {
    private(set) var characters: [Character] = []
    /// Before which character the cursor stands.
    private(set) var cursor = 0

    init(_ text: String = "") {
        characters = Array(text)
        cursor = characters.count
    }

    var text: String { String(characters) }
    var isEmpty: Bool { characters.isEmpty }

    /// Inserts a text before the cursor.
    mutating func insert(_ text: String) {
        // What combines with the character before must become one with it.
        let before = String(characters[..<cursor]) + text
        let after = characters[cursor...]
        characters = Array(before)
        cursor = characters.count
        characters += after
    }

    mutating func deleteBackward() {
        guard cursor > 0 else { return }
        cursor -= 1
        characters.remove(at: cursor)
    }

    mutating func deleteForward() {
        if cursor < characters.count { characters.remove(at: cursor) }
    }

    mutating func moveLeft() { cursor = max(0, cursor - 1) }
    mutating func moveRight() { cursor = min(characters.count, cursor + 1) }
    mutating func moveToWordStart() { cursor = wordStart }

    mutating func moveToWordEnd() {
        while cursor < characters.count, !isInWord(cursor) { cursor += 1 }
        while cursor < characters.count, isInWord(cursor) { cursor += 1 }
    }

    mutating func moveToLineStart() { cursor = lineStart }
    mutating func moveToLineEnd() { cursor = lineEnd }
    mutating func moveToTextEnd() { cursor = characters.count }

    /// Moves to the line above; false when there is none.
    mutating func moveUp() -> Bool {
        guard lineStart > 0 else { return false }
        let column = cursor - lineStart
        cursor = lineStart - 1
        cursor = min(lineStart + column, cursor)
        return true
    }

    /// Moves to the line below; false when there is none.
    mutating func moveDown() -> Bool {
        guard lineEnd < characters.count else { return false }
        let column = cursor - lineStart
        cursor = lineEnd + 1
        cursor = min(cursor + column, lineEnd)
        return true
    }

    /// Removes the part of the line before the cursor, and returns it.
    mutating func killToLineStart() -> String { kill(lineStart..<cursor) }
    /// Removes the part of the line behind the cursor, and returns it; at its end, the line end.
    mutating func killToLineEnd() -> String {
        kill(cursor..<(lineEnd == cursor ? min(cursor + 1, characters.count) : lineEnd))
    }
    /// Removes the word before the cursor, and returns it.
    mutating func killWord() -> String { kill(wordStart..<cursor) }

    private mutating func kill(_ range: Range<Int>) -> String {
        let killed = String(characters[range])
        characters.removeSubrange(range)
        cursor = range.lowerBound
        return killed
    }

    private var lineStart: Int { characters[..<cursor].lastIndex { $0.isNewline }.map { $0 + 1 } ?? 0 }
    private var lineEnd: Int { characters[cursor...].firstIndex { $0.isNewline } ?? characters.count }

    private var wordStart: Int {
        var position = cursor
        while position > 0, !isInWord(position - 1) { position -= 1 }
        while position > 0, isInWord(position - 1) { position -= 1 }
        return position
    }

    private func isInWord(_ position: Int) -> Bool {
        characters[position].isLetter || characters[position].isNumber
    }
}
