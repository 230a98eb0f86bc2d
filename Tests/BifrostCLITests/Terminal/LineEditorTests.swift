import Testing

@testable import BifrostCLI

@Suite("The line editor")
struct LineEditorTests {
    /// Presses keys and returns what stands there, with `|` for the cursor.
    private static func edited(_ keys: [Key], history: [String] = []) -> String {
        var editor = LineEditor(history: history)
        for key in keys { _ = editor.press(key) }
        return shown(editor.buffer)
    }

    private static func shown(_ buffer: LineBuffer) -> String {
        String(buffer.characters[..<buffer.cursor]) + "|" + String(buffer.characters[buffer.cursor...])
    }

    private static let edits: [([Key], String)] = [
        ([.text("a"), .text("b"), .left, .text("x")], "ax|b"),
        ([.text("e"), .text("\u{301}"), .backspace], "|"),
        ([.text("👨"), .text("\u{200D}"), .text("👩"), .left, .text("x")], "x|👨‍👩"),
        ([.text("e"), .home, .text("a"), .end, .text("\u{301}")], "ae\u{301}|"),
        ([.paste("one two three"), .wordLeft, .wordLeft, .control("k")], "one |"),
        ([.paste("one two"), .control("w"), .control("a"), .control("y")], "two|one "),
        ([.paste("one two"), .left, .control("u")], "|o"),
        ([.paste("ab"), .home, .delete, .control("d")], "|"),
        ([.text("a"), .left, .left, .left, .right, .right, .right], "a|"),
        ([.paste("ab\ncd"), .up], "ab|\ncd"),
        ([.paste("abc\nd"), .up, .down], "abc\nd|"),
        ([.paste("ab\ncd"), .up, .home, .control("k"), .control("k")], "|cd"),
        ([.paste("one two"), .home, .wordRight, .text("!")], "one!| two"),
        ([.text("a"), .newline, .text("b")], "a\nb|"),
    ]

    @Test(arguments: edits)
    func `Keys do what they do in a shell`(edit: (keys: [Key], expected: String)) {
        #expect(Self.edited(edit.keys) == edit.expected)
    }

    private static let recalls: [([Key], String)] = [
        ([.up], "second|"), ([.up, .up], "first|"), ([.up, .up, .up], "first|"),
        ([.text("d"), .up, .down], "d|"), ([.down], "|"), ([.control("p"), .control("n")], "|"),
        ([.up, .text("!"), .down, .up], "second|"),
    ]

    @Test(arguments: recalls)
    func `What was typed comes back, and the draft is kept`(recall: (keys: [Key], expected: String)) {
        #expect(Self.edited(recall.keys, history: ["first", "second"]) == recall.expected)
    }

    @Test
    func `Enter sends a whole text, and goes on with another line otherwise`() {
        var editor = LineEditor(history: []) { !$0.hasSuffix("\\") }
        _ = editor.press(.paste("a\\"))
        _ = editor.press(.home)
        #expect(editor.press(.enter) == .editing)
        #expect(Self.shown(editor.buffer) == "a\\\n|")
        _ = editor.press(.text("b"))
        #expect(editor.press(.enter) == .submitted("a\\\nb"))
    }

    @Test
    func `Ctrl-D ends only where nothing is typed`() {
        var editor = LineEditor(history: [])
        #expect(editor.press(.control("d")) == .ended)
        _ = editor.press(.text("a"))
        #expect(editor.press(.control("d")) == .editing)
        #expect(editor.press(.control("c")) == .interrupted)
    }
}
