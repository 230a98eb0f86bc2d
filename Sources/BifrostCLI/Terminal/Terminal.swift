import Glibc

/// The terminal at standard input and output.
///
/// From the first edited text on it sends keys one by one and shows none by itself, until it is restored.
final class Terminal: @unchecked Sendable {  // the signal handlers' thread calls `restore` alone, which only reads
    private static let bracketedPasteOn = "\u{1B}[?2004h"
    private static let bracketedPasteOff = "\u{1B}[?2004l"
    /// How long the rest of a key's sequence may take.
    private static let sequencePause: Int32 = 50

    private let output = OutputFile.standardOutput
    private let original: termios
    private let changes: TerminalChanges
    private var decoder = KeyDecoder()

    /// Nil when standard input or output is no terminal.
    init?() {
        var settings = termios()
        guard output.isTerminal, tcgetattr(STDIN_FILENO, &settings) == 0 else { return nil }
        guard let changes = TerminalChanges() else { return nil }
        original = settings
        self.changes = changes
    }

    var size: EditorView.Size {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return EditorView.Size(columns: 80, rows: 24)
        }
        return EditorView.Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }

    /// Sends keys one by one from now on, Ctrl-C among them.
    func beginEditing() {
        set(interrupts: false)
        output.writeIfPossible(Self.bracketedPasteOn)
    }

    /// Shows what is typed no more, so that an answer is not mixed with it, and lets Ctrl-C interrupt.
    ///
    /// What is typed meanwhile is kept for the next text.
    func beginAnswer() { set(interrupts: true) }

    /// Makes it as it was found.
    func restore() {
        output.writeIfPossible(Self.bracketedPasteOff)
        var settings = original
        tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
    }

    private func set(interrupts: Bool) {
        var settings = original
        settings.c_iflag &= ~tcflag_t(ICRNL | INLCR | IGNCR | IXON)
        settings.c_lflag &= ~tcflag_t(ICANON | ECHO | IEXTEN | (interrupts ? 0 : ISIG))
        tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
    }

    /// What waiting for a key came to.
    enum Event {
        case key(Key)
        /// The terminal may have another size, or other settings, now.
        case changed
        /// The terminal is gone.
        case closed
    }

    /// Waits for the next key.
    func nextEvent() -> Event {
        while true {
            if let key = decoder.next() { return .key(key) }
            var waiting = [
                pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
                pollfd(fd: changes.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&waiting, 2, decoder.isPending ? Self.sequencePause : -1)
            if count < 0 { return errno == EINTR ? .changed : .closed }
            if waiting[1].revents != 0 {
                changes.acknowledge()
                return .changed
            }
            if count == 0 {
                if let key = decoder.flush() { return .key(key) }
                continue
            }
            guard let bytes = try? InputFile(path: InputFile.standardInputPath).read(atMost: 4096), !bytes.isEmpty
            else {
                return .closed
            }
            decoder.append(bytes)
        }
    }

    /// Stops the process as Ctrl-Z does in other programs, and returns when it was continued.
    func suspend() {
        restore()
        changes.acknowledge()
        kill(getpid(), SIGTSTP)
        // Another thread gets the signal; what tells of the end of the stop is that the process was continued.
        var waiting = pollfd(fd: changes.descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&waiting, 1, 1000)
        beginEditing()
    }
}
