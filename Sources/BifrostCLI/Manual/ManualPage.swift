/// The manual page of the command, from what the argument parser knows of it.
struct ManualPage {
    private let command: HelpDump.Command

    init(_ command: HelpDump.Command) { self.command = command }

    var text: String {
        var text = ".TH BIFROST 1 \"\" \"swift\\-bifrost\" \"User Commands\"\n.nh\n.ad l\n"
        text += section("NAME", "\(Roff.escaped(command.commandName)) \\- \(Roff.escaped(command.abstract ?? ""))\n")
        text += section(
            "SYNOPSIS", "\(Roff.bold(command.commandName)) \(Roff.italic("command")) [\(Roff.italic("options"))]\n")
        text += section("DESCRIPTION", Roff.discussion(withoutShared(command.discussion ?? "")))
        text += section("COMMANDS", command.shownSubcommands.map(describe).joined())
        text += section("OPTIONS OF SEVERAL COMMANDS", sharedOptions)
        text += section("ENVIRONMENT", Roff.discussion(body(of: HelpText.environment)))
        text += section("EXIT STATUS", Roff.discussion(body(of: HelpText.exitCodes)))
        text += section("FILES", files)
        return text
    }

    private func section(_ title: String, _ text: String) -> String { ".SH \(title)\n\(text)" }

    private var files: String {
        ".TP\n\(Roff.italic("$XDG_STATE_HOME/bifrost/chat-history"))\n"
            + "What was typed in conversations; without that variable it is below \(Roff.italic("~/.local/state"))\\&.\n"
    }

    private func describe(_ command: HelpDump.Command) -> String {
        let arguments = command.shownArguments
        let positionals = arguments.filter { $0.kind == .positional }.map { argument in
            let name = Roff.italic(argument.valueName ?? "") + (argument.isRepeating == true ? "..." : "")
            return argument.isOptional == true ? " [\(name)]" : " \(name)"
        }
        let own = arguments.filter { !isShared($0) }
        let groups = sharedTitles.filter { title in arguments.contains { $0.sectionTitle == title } }
        var text = ".SS \(Roff.bold("bifrost \(command.commandName)"))\(positionals.joined())\n"
        text += Roff.escaped(command.abstract ?? "") + "\n"
        text += own.map(describe).joined()
        if !groups.isEmpty {
            text += ".PP\nAlso the options below \(groups.map { Roff.italic($0) }.joined(separator: " and "))\\&.\n"
        }
        let discussion = withoutShared(command.discussion ?? "")
        return text + (discussion.isEmpty ? "" : ".PP\n" + Roff.discussion(discussion))
    }

    private func describe(_ argument: HelpDump.Argument) -> String {
        let value = argument.valueName.map { " \(Roff.italic($0))" } ?? ""
        let head =
            switch argument.kind {
            case .positional: Roff.italic(argument.valueName ?? "")
            case .option: argument.spellings.map(Roff.bold).joined(separator: ", ") + value
            case .flag: argument.spellings.map(Roff.bold).joined(separator: ", ")
            }
        let words = [argument.abstract, argument.discussion, argument.range].compactMap { $0 }.map { Roff.escaped($0) }
        return ".TP\n\(head)\n\(words.joined(separator: "\n"))\n"
    }
}

// MARK: What several commands share

extension ManualPage {
    /// Titles of groups of options that several commands have.
    private var sharedTitles: [String] {
        var counts: [String: Int] = [:]
        var titles: [String] = []
        for command in command.shownSubcommands {
            for title in Set(command.shownArguments.compactMap(\.sectionTitle)).sorted() {
                counts[title, default: 0] += 1
                if !titles.contains(title) { titles.append(title) }
            }
        }
        return titles.filter { counts[$0, default: 0] > 1 && isSame($0) }
    }

    /// Whether a title stands above the same options in every command.
    private func isSame(_ title: String) -> Bool {
        let groups = command.shownSubcommands.map { options(of: title, in: $0) }.filter { !$0.isEmpty }
        return groups.allSatisfy { $0 == groups.first }
    }

    private func options(of title: String, in command: HelpDump.Command) -> [HelpDump.Argument] {
        command.shownArguments.filter { $0.sectionTitle == title }
    }

    private func isShared(_ argument: HelpDump.Argument) -> Bool {
        argument.sectionTitle.map { sharedTitles.contains($0) } ?? false
    }

    private var sharedOptions: String {
        sharedTitles.map { title in
            let groups = command.shownSubcommands.map { options(of: title, in: $0) }
            let group = groups.first { !$0.isEmpty } ?? []
            return ".SS \(Roff.escaped(title))\n" + group.map(describe).joined()
        }.joined()
    }

    /// A help text without the parts that have sections of their own.
    private func withoutShared(_ text: String) -> String {
        var text = text
        for part in [HelpText.environment, HelpText.exitCodes] { text = text.replacing(part, with: "") }
        while text.last?.isNewline == true { text.removeLast() }
        return text
    }

    /// A help text without its heading; what the heading says beside its title comes first.
    private func body(of text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().joined(separator: "\n")
    }
}
