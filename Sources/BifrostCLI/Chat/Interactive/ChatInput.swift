/// What a person typed at the prompt of a chat.
enum ChatInput: Equatable {
    /// Nothing but white space.
    case nothing
    /// Something to be said to the model.
    case message(String)
    case command(ChatCommandName, argument: String)
    /// It looks like a command, and is none.
    case unknown(String)

    private static let quotes = "\"\"\""

    /// Reads what was typed.
    init(_ text: String) {
        let trimmed = Self.trimmed(text)
        if trimmed.isEmpty {
            self = .nothing
        } else if trimmed.hasPrefix("//") {
            // The way to say something that begins with a slash.
            self = .message(String(trimmed.dropFirst()))
        } else if trimmed.hasPrefix("/") {
            self.init(command: trimmed.dropFirst())
        } else {
            let message = Self.joined(trimmed)
            self = message.isEmpty ? .nothing : .message(message)
        }
    }

    private init(command text: Substring) {
        let word = text.prefix { !$0.isWhitespace }
        guard let name = ChatCommandName(word: String(word)) else {
            self = .unknown("/" + word)
            return
        }
        self = .command(name, argument: Self.joined(Self.trimmed(String(text[word.endIndex...]))))
    }

    /// Whether Enter sends the text; else another line follows.
    ///
    /// A backslash at the end of a line goes on with the next one, and so do three quotes until there are three more.
    static func isComplete(_ text: String) -> Bool {
        let content = text.drop { $0.isWhitespace }
        if content.hasPrefix(quotes) { return content.dropFirst(quotes.count).contains(quotes) }
        return !endsWithBackslash(text)
    }

    private static func endsWithBackslash(_ text: some StringProtocol) -> Bool {
        !text.reversed().prefix { $0 == "\\" }.count.isMultiple(of: 2)
    }

    /// The text without what only joins its lines.
    private static func joined(_ text: String) -> String {
        if text.hasPrefix(quotes), text.hasSuffix(quotes), text.count >= 2 * quotes.count {
            return trimmed(String(text.dropFirst(quotes.count).dropLast(quotes.count)))
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().map { index, line in
            index < lines.count - 1 && endsWithBackslash(line) ? line.dropLast() : line
        }.joined(separator: "\n")
    }

    private static func trimmed(_ text: String) -> String {
        String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}

/// A command of the interactive chat.
enum ChatCommandName: String, CaseIterable {
    case help, system, model, usage, save, load, clear, quit

    /// The command of a word, such as `save`.
    init?(word: String) {
        if word == "exit" { self = .quit } else { self.init(rawValue: word) }
    }

    /// The command with its argument, and what it does.
    var help: (usage: String, meaning: String) {
        switch self {
        case .help: ("/help", "show this list")
        case .system: ("/system [TEXT]", "show or set instructions; - removes them")
        case .model: ("/model [NAME]", "show or change the model")
        case .usage: ("/usage", "show the tokens and the cost so far")
        case .save: ("/save FILE", "write the conversation to a file")
        case .load: ("/load FILE", "go on with a conversation from a file")
        case .clear: ("/clear", "forget what was said")
        case .quit: ("/quit", "leave; so does Ctrl-D")
        }
    }

    /// All of them, and how more than one line is typed.
    static var overview: String {
        let lines = allCases.map { command in
            let usage = command.help.usage
            return "  \(usage)\(String(repeating: " ", count: 17 - usage.count))\(command.help.meaning)"
        }
        let more = """
              //TEXT           say something that begins with a slash
              \\ at a line's end, Alt-Enter, or \"""…\""" for several lines
              Ctrl-C stops an answer; Up and Down find what was typed
            """
        return (lines + [more, ""]).joined(separator: "\n")
    }
}
