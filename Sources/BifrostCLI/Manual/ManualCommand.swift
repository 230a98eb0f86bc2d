import ArgumentParser
import FoundationEssentials

/// Prints the manual page.
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual",
        abstract: "Print the manual page.",
        discussion: """
            It is made of what the commands know of themselves, so that it is always true.

            EXAMPLES:
              bifrost manual | man -l -
              bifrost manual > /usr/local/share/man/man1/bifrost.1
            """
    )

    func run() throws {
        OutputFile.ignoreBrokenPipes()
        do {
            try OutputFile.standardOutput.write(Self.page())
        } catch is OutputFile.Closed {
            throw ExitStatus.outputClosed.code
        }
    }

    /// The page of the whole command.
    static func page() throws -> String {
        let dump = try JSONDecoder().decode(HelpDump.self, from: Data(BifrostCommand._dumpHelp().utf8))
        return ManualPage(dump.command).text
    }
}
