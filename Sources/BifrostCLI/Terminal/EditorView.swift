/// What an edited text looks like on a terminal, and how to draw it over what was drawn before.
///
/// A text of more rows than the terminal has is shown as far as they go, around the cursor.
struct EditorView: Equatable {
    /// A terminal's width and height, in characters.
    struct Size: Equatable {
        var columns: Int
        var rows: Int
    }

    /// Before the first line.
    var prompt: String
    /// Before every further line; as wide as the prompt looks well.
    var continuation: String
    private(set) var size: Size
    /// The row of the cursor, and the last one, counted from the first that was drawn.
    private var drawn = (cursorRow: 0, endRow: 0)
    /// How many columns each row took up to the cursor.
    private var widths: [Int] = []

    init(prompt: String, continuation: String, size: Size) {
        self.prompt = prompt
        self.continuation = continuation
        self.size = size
    }

    static func == (one: EditorView, other: EditorView) -> Bool {
        (one.prompt, one.continuation, one.size) == (other.prompt, other.continuation, other.size)
            && one.drawn == other.drawn
    }

    /// Takes note of another size: a terminal that became narrower has broken its rows anew.
    mutating func resize(to size: Size) {
        guard size != self.size else { return }
        self.size = size
        let columns = max(size.columns, 1)
        guard let last = widths.last else { return }
        drawn.cursorRow = widths.dropLast().reduce(last / columns) { $0 + max(1, ($1 + columns - 1) / columns) }
        drawn.endRow = max(drawn.endRow, drawn.cursorRow)
    }

    /// The bytes that draw the text and put the cursor where it belongs.
    mutating func draw(_ buffer: LineBuffer, style: Style) -> String {
        let layout = EditorLayout(buffer, self, style)
        let window = window(of: layout)
        drawn.endRow = window.count - 1
        // Back to the first row, and everything erased from there.
        var output = (drawn.cursorRow > 0 ? "\r\u{1B}[\(drawn.cursorRow)A" : "\r") + "\u{1B}[J"
        output += layout.rows[window].joined(separator: "\r\n")
        drawn.cursorRow = layout.cursorRow - window.lowerBound
        widths = Array(layout.widths[window.lowerBound..<layout.cursorRow]) + [layout.cursorColumn]
        if drawn.endRow > drawn.cursorRow { output += "\u{1B}[\(drawn.endRow - drawn.cursorRow)A" }
        output += "\r" + (layout.cursorColumn > 0 ? "\u{1B}[\(layout.cursorColumn)C" : "")
        return output
    }

    /// The bytes that leave the text as it is and go to the line below it.
    mutating func leave() -> String {
        defer { forget() }
        let rows = drawn.endRow - drawn.cursorRow
        return (rows > 0 ? "\u{1B}[\(rows)B" : "") + "\r\n"
    }

    /// What was drawn is gone, such as from a screen that was cleared.
    mutating func forget() {
        drawn = (0, 0)
        widths = []
    }

    private func window(of layout: EditorLayout) -> Range<Int> {
        let count = layout.rows.count
        guard size.rows > 0, count > size.rows else { return 0..<count }
        let start = min(max(0, layout.cursorRow - size.rows / 2), count - size.rows)
        return start..<(start + size.rows)
    }
}

/// Where each character goes, row by row.
private struct EditorLayout {
    private(set) var rows = [""]
    /// How many columns the rows before the last one take.
    private(set) var widths: [Int] = []
    private(set) var cursorRow = 0
    private(set) var cursorColumn = 0
    private var column = 0
    private let columns: Int

    init(_ buffer: LineBuffer, _ view: EditorView, _ style: Style) {
        columns = max(view.size.columns, 10)
        begin(with: view.prompt, style)
        for (index, character) in buffer.characters.enumerated() {
            if index == buffer.cursor { markCursor() }
            if character.isNewline {
                breakRow()
                begin(with: view.continuation, style)
            } else {
                add(character)
            }
        }
        if buffer.cursor == buffer.characters.count { markCursor() }
    }

    private mutating func begin(with prompt: String, _ style: Style) {
        rows[rows.count - 1] += style.bold(prompt)
        column = TextWidth.columns(of: prompt)
    }

    private mutating func add(_ character: Character) {
        let shown = character == "\t" ? "    " : TerminalText.neutral(String(character))
        let width = TextWidth.columns(of: shown)
        // A wide character does not fit into a row's last column.
        if column + width > columns { breakRow() }
        rows[rows.count - 1] += shown
        column += width
    }

    /// The cursor stands before what comes next.
    private mutating func markCursor() {
        // Terminals differ in where the cursor of a full row is.
        if column >= columns { breakRow() }
        cursorRow = rows.count - 1
        cursorColumn = column
    }

    private mutating func breakRow() {
        rows.append("")
        widths.append(column)
        column = 0
    }
}
