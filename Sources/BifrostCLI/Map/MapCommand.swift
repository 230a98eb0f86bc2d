import ArgumentParser
import Bifrost
import LLM

/// Asks a model about every line of a file.
struct MapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "map",
        abstract: "Ask a model about every line of a file.",
        discussion: MapHelp.text
    )

    @Argument(help: "The file of JSON lines; - is standard input.")
    var input: String

    @Option(
        name: .customShort("o"),
        help: ArgumentHelp("Where the answers go, and what a later run goes on from.", valueName: "file"))
    var path: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("What to ask about each line; {{name}} stands for the line's value.", valueName: "text"))
    var prompt: String?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Instructions before everything else.", valueName: "text"))
    var system: String?

    @Option(help: ArgumentHelp("How many calls are under way at most. Default: 16.", valueName: "count"))
    var concurrency: PositiveCount?

    @Option(
        name: [.customLong("requests-per-minute"), .customLong("rpm")],
        help: ArgumentHelp("The most requests in a minute.", valueName: "count"))
    var requestsPerMinute: Int?

    @Option(
        name: [.customLong("tokens-per-minute"), .customLong("tpm")],
        help: ArgumentHelp("The most tokens of both directions in a minute.", valueName: "count"))
    var tokensPerMinute: Int?

    @Flag(help: "Have answers streamed, so that a long one needs no longer time limit.")
    var stream = false

    @Flag(help: "Go on from an output: ask again also what failed because of the line itself.")
    var retryFailed = false

    @Option(help: ArgumentHelp("Stop after this many failures in a row, or off.", valueName: "count"))
    var maxFailures = FailureLimit.after(100)

    @Option(help: ArgumentHelp("Force the output onto the disk: each line, second, or never.", valueName: "rule"))
    var sync = SyncRule.second

    @Flag(help: "Have the provider answer the file as a batch, later and for less, and collect the answers.")
    var batch = false

    @Option(help: ArgumentHelp("The longest wait between two looks at a batch. Default: 60.", valueName: "seconds"))
    var pollInterval: PositiveSeconds?

    @Option(help: ArgumentHelp("What the report at the end is.", valueName: "format"))
    var output = OutputFormat.text

    @OptionGroup(title: "Generation")
    var generation: GenerationOptions

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    @OptionGroup(title: "Time limits and retries")
    var limits: LimitOptions

    func validate() throws {
        guard batch else { return }
        guard path != nil else { throw ValidationError("--batch needs -o FILE, from which a later run goes on") }
        guard input != InputFile.standardInputPath else {
            throw ValidationError("--batch needs a file: it is read again when the answers come")
        }
    }

    func run() async throws {
        OutputFile.ignoreBrokenPipes()
        let stop = StopSignal()
        // A batch goes on by itself, so that there is nothing to wait for.
        let status =
            if batch {
                try await cancelledByInterrupt { try await outcome(stop) }
            } else {
                try await stoppedByInterrupt(stop, remark: Self.remarkStop) { try await outcome(stop) }
            }
        if status != .done { throw status.code }
    }

    private func outcome(_ stop: StopSignal) async throws -> ExitStatus {
        do {
            return try await MapJob(self, stop: stop).run()
        } catch {
            let failure = CallFailure(error)
            report(failure)
            return failure.status
        }
    }

    @Sendable
    private static func remarkStop() {
        OutputFile.standardError.writeIfPossible(
            "\n" + LLMError.line("no further lines; waiting for the calls under way (Ctrl-C again cancels them)"))
    }

    private func report(_ failure: CallFailure) {
        switch (failure, output) {
        case (.failed(let error), .text): OutputFile.standardError.writeIfPossible(error.line)
        case (.failed(let error), .json): OutputFile.standardOutput.writeIfPossible(JSONOutput.error(error).line)
        default: break
        }
    }
}

extension SyncRule: ExpressibleByArgument {}

/// A number of failures in a row, or `off`.
enum FailureLimit: ExpressibleByArgument, Equatable {
    case after(Int)
    case off

    init?(argument: String) {
        if argument == "off" {
            self = .off
        } else if let count = Int(argument), count >= 1 {
            self = .after(count)
        } else {
            return nil
        }
    }

    var count: Int? {
        if case .after(let count) = self { count } else { nil }
    }

    var defaultValueDescription: String { count.map(String.init) ?? "off" }
}
