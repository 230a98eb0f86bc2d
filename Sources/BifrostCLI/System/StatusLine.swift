import Glibc

/// How far something is: one line that is written anew on a terminal, now and then a line of its own otherwise.
struct StatusLine {
    private let file: OutputFile
    private let isTerminal: Bool
    private var isShown = false

    init(_ file: OutputFile = .standardError) {
        self.init(file, isTerminal: file.isTerminal && Style(for: file).allowsMoving)
    }

    init(_ file: OutputFile, isTerminal: Bool) {
        self.file = file
        self.isTerminal = isTerminal
    }

    /// How long it may stand before it is to be shown anew.
    var interval: Duration { isTerminal ? .milliseconds(200) : .seconds(10) }

    /// How many columns there are; nil where nobody looks on.
    var width: Int? {
        guard isTerminal else { return nil }
        var size = winsize()
        guard ioctl(file.descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    mutating func show(_ text: String) {
        guard let width else { return file.writeIfPossible("bifrost: \(text)\n") }
        file.writeIfPossible("\r\(text.prefix(max(1, width - 1)))\u{1B}[K")
        isShown = true
    }

    /// Makes room for other lines.
    mutating func clear() {
        if isShown { file.writeIfPossible("\r\u{1B}[K") }
        isShown = false
    }
}
