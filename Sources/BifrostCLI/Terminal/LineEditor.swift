/// A line editor as a value: keys go in, and what became of the text comes out.
///
/// The keys are those of Emacs, as shells have them. Up and Down move between the lines of a text, and from its first
/// and last line through the history.
struct LineEditor {
    enum Outcome: Equatable {
        /// The text changed, or the cursor moved.
        case editing
        /// The text is to be sent.
        case submitted(String)
        /// Ctrl-C.
        case interrupted
        /// Ctrl-D on an empty line.
        case ended
        /// Ctrl-L.
        case clearScreen
        /// Ctrl-Z.
        case suspended
    }

    private(set) var buffer = LineBuffer()
    /// What can be taken up again, oldest first.
    private let history: [String]
    /// Which of the history is shown; that behind the last one is the text being typed.
    private var position: Int
    /// What was typed before the history was looked through.
    private var draft = ""
    private var killed = ""
    /// Whether a text may be sent as it is; else Enter goes on with another line.
    private let isComplete: (String) -> Bool

    init(history: [String], isComplete: @escaping (String) -> Bool = { _ in true }) {
        self.history = history
        self.isComplete = isComplete
        position = history.count
    }

    mutating func press(_ key: Key) -> Outcome {
        switch key {
        case .enter: return enter()
        case .control(let letter): return press(control: letter)
        case .up: if !buffer.moveUp() { recall(position - 1) }
        case .down: if !buffer.moveDown() { recall(position + 1) }
        default: edit(key)
        }
        return .editing
    }

    private mutating func enter() -> Outcome {
        let text = buffer.text
        guard isComplete(text) else {
            buffer.moveToTextEnd()
            buffer.insert("\n")
            return .editing
        }
        return .submitted(text)
    }

    private mutating func edit(_ key: Key) {
        switch key {
        case .text(let text), .paste(let text): buffer.insert(text)
        case .newline: buffer.insert("\n")
        case .backspace: buffer.deleteBackward()
        case .delete: buffer.deleteForward()
        case .left: buffer.moveLeft()
        case .right: buffer.moveRight()
        case .wordLeft: buffer.moveToWordStart()
        case .wordRight: buffer.moveToWordEnd()
        case .home: buffer.moveToLineStart()
        case .end: buffer.moveToLineEnd()
        case .enter, .control, .up, .down, .unknown: break
        }
    }

    private mutating func press(control letter: Character) -> Outcome {
        switch letter {
        case "c": return .interrupted
        case "d" where buffer.isEmpty: return .ended
        case "d": buffer.deleteForward()
        case "l": return .clearScreen
        case "z": return .suspended
        case "a": buffer.moveToLineStart()
        case "e": buffer.moveToLineEnd()
        case "b": buffer.moveLeft()
        case "f": buffer.moveRight()
        case "p": recall(position - 1)
        case "n": recall(position + 1)
        case "u": killed = buffer.killToLineStart()
        case "k": killed = buffer.killToLineEnd()
        case "w": killed = buffer.killWord()
        case "y": buffer.insert(killed)
        case "i": buffer.insert("\t")
        default: break
        }
        return .editing
    }

    /// Shows another text of the history.
    private mutating func recall(_ wanted: Int) {
        guard 0...history.count ~= wanted, wanted != position else { return }
        if position == history.count { draft = buffer.text }
        position = wanted
        buffer = LineBuffer(wanted == history.count ? draft : history[wanted])
    }
}
