import ArgumentParser
import Foundation
import Testing

@testable import BifrostCLI

@Suite("The manual page and the completions")
struct ManualTests {
    private static func dump() throws -> HelpDump.Command {
        try JSONDecoder().decode(HelpDump.self, from: Data(BifrostCommand._dumpHelp().utf8)).command
    }

    @Test
    func `The page tells of every command and option`() throws {
        let page = try ManualCommand.page()
        let commands = try Self.dump().shownSubcommands
        #expect(commands.count >= 12)
        for command in commands {
            #expect(page.contains(".SS \\fBbifrost \(command.commandName)\\fR"))
            for option in command.shownArguments {
                for spelling in option.spellings { #expect(page.contains(Roff.bold(spelling)), "\(spelling)") }
            }
        }
    }

    @Test
    func `The page tells what an option may be, and what it is otherwise`() throws {
        let page = try ManualCommand.page()
        #expect(page.contains("(values: text, json; default: text)") && page.contains("(default: 8080)"))
        #expect(page.contains("(values: line, second, never; default: second)") && page.contains("(default: 100)"))
    }

    @Test
    func `Nothing is told twice of an option or an exit code`() throws {
        for command in try Self.dump().shownSubcommands {
            for option in command.shownArguments where option.defaultValue != nil {
                #expect(option.abstract?.contains("Default") == false, "\(option.spellings) of \(command.commandName)")
            }
            let codes = (command.discussion ?? "").split(separator: "\n").compactMap { line in
                line.hasPrefix("  ") ? Int(line.split(separator: " ")[0]) : nil
            }
            #expect(Set(codes).count == codes.count, "\(command.commandName)")
        }
    }

    @Test
    func `What several commands share is told once`() throws {
        let page = try ManualCommand.page()
        #expect(page.ranges(of: Roff.bold("--base-url")).count == 1)
        #expect(page.ranges(of: "BIFROST_API_KEY").count == 1)
        #expect(page.ranges(of: Roff.escaped("no connection could be made")).count == 1)
    }

    @Test(arguments: [
        (".x", "\\&.x"), ("'x", "\\&'x"), ("a\\b", "a\\eb"), ("--x", "\\-\\-x"), ("…", "\\[u2026]"),
        ("👍", "\\[u1F44D]"),
    ])
    func `Nothing in a text is an instruction`(text: String, expected: String) {
        #expect(Roff.escaped(text) == expected)
    }

    @Test
    func `The page has no line that man takes for an unknown instruction`() throws {
        let known: Set = [".TH", ".SH", ".SS", ".TP", ".PP", ".RS", ".RE", ".nf", ".fi", ".nh", ".ad"]
        let page = try ManualCommand.page()
        for line in page.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
            #expect(known.contains(String(line.prefix { $0 != " " })), "\(line)")
        }
        #expect(page.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `Every shell's completions know every command`(shell: String) async throws {
        let outcome = try await BifrostProcess.run("--generate-completion-script", shell)
        #expect(outcome.status == 0)
        let script = outcome.lines.joined(separator: "\n")
        for command in try Self.dump().shownSubcommands { #expect(script.contains(command.commandName)) }
        #expect(script.contains("first-token-timeout"))
    }
}
