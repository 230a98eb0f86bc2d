import ArgumentParser
import Bifrost
import LLM

/// Lists the models that the gateway can reach.
struct ModelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models",
        abstract: "List the models that the gateway can reach.",
        discussion: """
            Prints one name per line, page after page. With no base URL, an embedded gateway is asked. A provider that \
            could not tell its models is named on standard error; the others are listed all the same.

            EXAMPLES:
              bifrost models
              bifrost models --provider anthropic --output json

            JSON OUTPUT (--output json), one object per line; absent values are null:
              {"type": "model", "id", "name", "owner", "created", "context_length",
               "max_input_tokens", "max_output_tokens",
               "pricing": {"prompt", "completion"} (texts, in dollars for a token)}
                 for each model; then
              {"type": "models", "count",
               "key_statuses": [{"provider", "key_id", "status", "message"}]}
                 or {"type": "error", …} as of `bifrost chat`.

            \(HelpText.environment)

            \(HelpText.exitCodes)
            """
    )

    @Option(help: ArgumentHelp("List the models of this provider alone.", valueName: "name"))
    var provider: String?

    @Option(help: ArgumentHelp("The most models that are asked for at a time.", valueName: "count"))
    var pageSize: Int?

    @Option(help: ArgumentHelp("What standard output carries.", valueName: "format"))
    var output = OutputFormat.text

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    @OptionGroup(title: "Time limits and retries")
    var limits: LimitOptions

    func run() async throws {
        try await CallRun(connection: connection, limits: limits, output: output, needsModel: false).run { model in
            try await list(model.models(provider: provider, pageSize: pageSize))
        }
    }

    private func list(_ pages: ModelPages) async throws {
        let file = OutputFile.standardOutput
        var statuses: [ModelPage.KeyStatus] = []
        var count = 0
        for try await page in pages {
            statuses += page.keyStatuses
            count += page.models.count
            for model in page.models {
                try output == .json ? file.write(JSONOutput.model(model).line) : file.show(model.id + "\n")
            }
        }
        if output == .json { try file.write(JSONOutput.models(count: count, statuses).line) }
        for status in statuses where status.status == .failed {
            OutputFile.standardError.writeIfPossible(
                LLMError.line(
                    "\(status.provider ?? "a provider") told no models: \(status.message ?? "no reason given")"))
        }
    }
}
