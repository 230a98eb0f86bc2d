import ArgumentParser
import LLM

/// The command `bifrost`.
@main
struct BifrostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bifrost",
        abstract: "Talk to language models through a Bifrost gateway.",
        discussion: """
            Start with `bifrost demo`: it needs no gateway and no key. `bifrost doctor` explains a connection, `bifrost \
            manual` prints the manual page, and --generate-completion-script SHELL what bash, zsh or fish need.

            \(HelpText.environment)

            \(HelpText.exitCodes)
            """,
        subcommands: [
            ChatCommand.self, RespondCommand.self, SpeakCommand.self, TranscribeCommand.self, ImageCommand.self,
            ModelsCommand.self, EmbedCommand.self, RawCommand.self,
            MapCommand.self, BenchCommand.self,
            DemoCommand.self, SSECommand.self, ServeCommand.self,
            DoctorCommand.self, ManualCommand.self,
        ]
    )

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            finish(with: error)
        }
    }

    /// Ends the process as ArgumentParser would, but for its exit code of usage errors.
    private static func finish(with error: any Error) -> Never {
        guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
        OutputFile.standardError.writeIfPossible(fullMessage(for: error) + "\n")
        if OutputFormat.isJSON(in: CommandLine.arguments) {
            let record = JSONOutput.error(LLMError(.configuration, message(for: error)))
            OutputFile.standardOutput.writeIfPossible(record.line)
        }
        exit(withError: ExitStatus.configuration.code)
    }
}
