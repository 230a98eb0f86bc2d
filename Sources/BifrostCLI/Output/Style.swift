import FoundationEssentials

/// Emphasis by ANSI escape codes (ECMA-48 "SGR"), where a person looks on and wants it.
struct Style {
    let isEnabled: Bool
    /// Whether a line may be written over on a terminal.
    let allowsMoving: Bool

    /// Plain unless the file is a terminal and `NO_COLOR` (no-color.org) is unset or empty.
    init(for file: OutputFile, environment: [String: String] = ProcessInfo.processInfo.environment) {
        allowsMoving = environment["TERM"] != "dumb"
        isEnabled = file.isTerminal && environment["NO_COLOR"]?.isEmpty != false && allowsMoving
    }

    init(isEnabled: Bool) {
        self.isEnabled = isEnabled
        allowsMoving = isEnabled
    }

    func bold(_ text: String) -> String { emphasised(text, 1) }
    func dim(_ text: String) -> String { emphasised(text, 2) }
    func red(_ text: String) -> String { emphasised(text, 31) }
    func green(_ text: String) -> String { emphasised(text, 32) }
    func yellow(_ text: String) -> String { emphasised(text, 33) }
    func magenta(_ text: String) -> String { emphasised(text, 35) }

    private func emphasised(_ text: String, _ code: Int) -> String {
        isEnabled ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
