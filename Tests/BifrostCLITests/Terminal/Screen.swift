@testable import BifrostCLI

/// A terminal that knows the few sequences of the editor, to see what a person sees.
struct Screen {
    private(set) var rows: [[Character]] = [[]]
    private(set) var row = 0
    private(set) var column = 0
    let columns: Int

    init(columns: Int) { self.columns = columns }

    var lines: [String] { rows.map { String($0).replacing("\u{0}", with: "") } }

    mutating func write(_ text: String) {
        var rest = Array(text)[...]
        while let character = rest.popFirst() {
            switch character {
            case "\u{1B}": control(&rest)
            case "\r": column = 0
            case "\n": down()
            case "\r\n":
                column = 0
                down()
            default: put(character)
            }
        }
    }

    private mutating func control(_ rest: inout ArraySlice<Character>) {
        precondition(rest.popFirst() == "[")
        var number = ""
        while let digit = rest.first, digit.isNumber { number.append(rest.removeFirst()); _ = digit }
        let count = Int(number) ?? 1
        switch rest.removeFirst() {
        case "A": row = max(0, row - count)
        case "B": row = min(rows.count - 1, row + count)
        case "C": column = min(columns - 1, column + count)
        case "J":
            rows[row].removeSubrange(min(column, rows[row].count)...)
            rows.removeSubrange((row + 1)...)
        case "m": break
        case let other: preconditionFailure("no sequence of the editor: \(other)")
        }
    }

    private mutating func down() {
        row += 1
        if row == rows.count { rows.append([]) }
    }

    /// A wide character takes two cells; the second is marked.
    private mutating func put(_ character: Character) {
        let width = TextWidth.columns(of: character)
        precondition(column + width <= columns, "the editor breaks rows by itself")
        while rows[row].count < column { rows[row].append(" ") }
        let cells = [character] + [Character](repeating: "\u{0}", count: width - 1)
        rows[row].replaceSubrange(column..<min(column + width, rows[row].count), with: cells)
        column += width
    }
}
