import Glibc

/// Asks a person for a text.
struct PromptReader {
    let terminal: Terminal
    private let output = OutputFile.standardOutput
    private let style = Style(for: .standardOutput)

    init(_ terminal: Terminal) { self.terminal = terminal }

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - prompt: What stands before it.
    ///   - history: What can be taken up again.
    ///   - isComplete: Whether a text may be sent as it is.
    /// - Returns: The text; an empty one after Ctrl-C, nil at the end of the input.
    /// - Throws: What writing throws.
    func read(_ prompt: String, history: [String], isComplete: @escaping (String) -> Bool) throws -> String? {
        var editor = LineEditor(history: history, isComplete: isComplete)
        let continuation = String(repeating: ".", count: max(1, prompt.count - 1)) + " "
        var view = EditorView(prompt: prompt, continuation: continuation, size: terminal.size)
        terminal.beginEditing()
        while true {
            view.resize(to: terminal.size)
            try output.write(view.draw(editor.buffer, style: style))
            switch terminal.nextEvent() {
            // Whoever continued a stopped process may have left the terminal otherwise.
            case .changed: terminal.beginEditing()
            case .closed: return nil
            case .key(let key):
                switch editor.press(key) {
                case .editing: continue
                case .clearScreen:
                    try output.write("\u{1B}[H\u{1B}[2J")
                    view.forget()
                case .suspended: suspend(&view)
                case .interrupted:
                    try output.write(view.leave())
                    return ""
                case .ended:
                    try output.write(view.leave())
                    return nil
                case .submitted(let text):
                    try output.write(view.leave())
                    return text
                }
            }
        }
    }

    private func suspend(_ view: inout EditorView) {
        output.writeIfPossible(view.leave())
        terminal.suspend()
    }
}
