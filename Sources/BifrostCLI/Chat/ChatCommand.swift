import ArgumentParser
import Bifrost
import LLM

/// Asks a model and shows its answer.
struct ChatCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat",
        abstract: "Ask a model; the answer streams to the terminal.",
        discussion: HelpText.chat
    )

    @Argument(help: "What to ask; - reads it from standard input. Comes after --messages, if both are given.")
    var prompt: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Instructions of the operator, before everything else.", valueName: "text"))
    var system: String?

    @Option(
        help: ArgumentHelp("Read the conversation from this JSON file.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var messages: String?

    @Option(
        help: ArgumentHelp("Offer the tools in this JSON file; calls are shown, not run.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var tools: String?

    @Flag(name: .customLong("no-stream"), help: "Ask for the answer as a whole.")
    var isWhole = false

    @Option(help: ArgumentHelp("What standard output carries.", valueName: "format"))
    var output = OutputFormat.text

    @OptionGroup(title: "Generation")
    var generation: GenerationOptions

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    @OptionGroup(title: "Time limits and retries")
    var limits: LimitOptions

    func run() async throws {
        OutputFile.ignoreBrokenPipes()
        if let terminal = interactiveTerminal { return try await converse(terminal) }
        // Before Ctrl-C is caught, so that it also ends a wait for standard input.
        let conversation = Result {
            try ConversationInput(prompt: promptOrInput, system: system, messagesPath: messages, toolsPath: tools)
                .read()
        }
        let status = try await cancelledByInterrupt {
            var reporter = output.reporter
            do {
                try await reporter.finish(answer(conversation.get(), showing: &reporter))
                return ExitStatus.done
            } catch {
                let failure = CallFailure(error)
                reporter.fail(failure)
                return failure.status
            }
        }
        if status != .done { throw status.code }
    }

    /// A prompt that is not given comes from a pipe or a file, if standard input is one.
    private var promptOrInput: String? {
        guard prompt == nil, messages == nil, tools != InputFile.standardInputPath, !InputFile.isTerminal else {
            return prompt
        }
        return InputFile.standardInputPath
    }

    private func answer(
        _ conversation: Conversation, showing reporter: inout any AnswerReporter
    ) async throws -> ChatResponse {
        var settings = try ModelSettings(connection, limits)
        try await settings.startGatewayIfNeeded()
        let model = try settings.model().bindTools(conversation.tools)
        guard !isWhole else { return try await model.generate(conversation.messages, options: generation.options) }
        return try await model.stream(conversation.messages, options: generation.options).collect(showing: &reporter)
    }
}
