import Testing

@testable import BifrostCLI

@Suite("The drawn text")
struct EditorViewTests {
    private static func draw(_ buffers: [LineBuffer], columns: Int = 12, rows: Int = 24) -> Screen {
        var view = EditorView(
            prompt: "> ", continuation: ". ", size: EditorView.Size(columns: columns, rows: rows))
        var screen = Screen(columns: columns)
        for buffer in buffers { screen.write(view.draw(buffer, style: Style(isEnabled: false))) }
        return screen
    }

    private static func buffer(_ text: String, left: Int = 0) -> LineBuffer {
        var buffer = LineBuffer(text)
        for _ in 0..<left { buffer.moveLeft() }
        return buffer
    }

    private static let drawings: [(text: String, left: Int, lines: [String], row: Int, column: Int)] = [
        ("", 0, ["> "], 0, 2),
        ("hello", 2, ["> hello"], 0, 5),
        ("0123456789", 0, ["> 0123456789", ""], 1, 0),
        ("0123456789", 1, ["> 0123456789"], 0, 11),
        ("0123456789ab", 0, ["> 0123456789", "ab"], 1, 2),
        ("你好你好你", 0, ["> 你好你好你", ""], 1, 0),
        ("x你好你好你", 0, ["> x你好你好", "你"], 1, 2),
        ("你好", 1, ["> 你好"], 0, 4),
        ("a\nb", 0, ["> a", ". b"], 1, 3),
        ("a\nb", 3, ["> a", ". b"], 0, 2),
        ("a\tb", 0, ["> a    b"], 0, 8),
        ("a\u{1B}b", 0, ["> a␛b"], 0, 5),
    ]

    @Test(arguments: drawings.indices)
    func `Every character has its place, and so has the cursor`(index: Int) {
        let drawing = Self.drawings[index]
        let screen = Self.draw([Self.buffer(drawing.text, left: drawing.left)])
        #expect(screen.lines == drawing.lines)
        #expect(screen.row == drawing.row && screen.column == drawing.column)
    }

    @Test
    func `A text is drawn over what was drawn before, wherever the cursor was`() {
        let long = "a\nbcdefghijklmnopqrstuvwxyz\nc"
        let buffers = [
            Self.buffer(long), Self.buffer(long, left: 15), Self.buffer(long, left: 29), Self.buffer("short"),
        ]
        let screen = Self.draw(buffers)
        #expect(screen.lines == ["> short"])
        #expect(screen.row == 0 && screen.column == 7)
    }

    @Test
    func `A text of more rows than the terminal has is shown around the cursor`() {
        let text = (0..<30).map(String.init).joined(separator: "\n")
        #expect(Self.draw([Self.buffer(text)], rows: 4).lines == [". 26", ". 27", ". 28", ". 29"])
        var atStart = LineBuffer(text)
        while atStart.moveUp() {}
        let screen = Self.draw([Self.buffer(text), atStart], rows: 4)
        #expect(screen.lines == ["> 0", ". 1", ". 2", ". 3"])
        #expect(screen.row == 0)
    }

    @Test
    func `Leaving goes below the text`() {
        var view = EditorView(prompt: "> ", continuation: ". ", size: EditorView.Size(columns: 12, rows: 24))
        var screen = Screen(columns: 12)
        screen.write(view.draw(Self.buffer("a\nb\nc", left: 5), style: Style(isEnabled: false)))
        #expect(screen.row == 0)
        screen.write(view.leave())
        #expect(screen.row == 3 && screen.column == 0)
    }
}
