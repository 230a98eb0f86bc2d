import ArgumentParser
import Bifrost
import LLM

/// Load-tests a gateway.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Load-test a gateway.",
        discussion: BenchHelp.text
    )

    @Option(help: ArgumentHelp("So many callers, each waiting for its answer. Default: 8.", valueName: "count"))
    var concurrency: PositiveCount?

    @Option(help: ArgumentHelp("So many calls a second, answered or not.", valueName: "number"))
    var rate: PositiveNumber?

    @Option(help: ArgumentHelp("With --rate: poisson (as strangers come) or constant.", valueName: "pattern"))
    var arrivals = ArrivalPattern.poisson

    @Option(help: ArgumentHelp("With --rate: the most calls under way. Default: 4096.", valueName: "count"))
    var maxRunning: PositiveCount?

    @Option(help: ArgumentHelp("Makes the arrivals those of another test.", valueName: "number"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("How long calls are begun. Default: 10, if no --requests.", valueName: "seconds"))
    var duration: PositiveSeconds?

    @Option(help: ArgumentHelp("How many calls are made at most.", valueName: "count"))
    var requests: PositiveCount?

    @Option(help: ArgumentHelp("How long calls do not count before that.", valueName: "seconds"))
    var warmUp: PositiveSeconds?

    @Option(help: ArgumentHelp("How long to wait for the last calls. Default: 30.", valueName: "seconds"))
    var drain: PositiveSeconds?

    @Option(
        help: ArgumentHelp(
            "Without --rate: correct for calls that were not made, one each so often.", valueName: "seconds"))
    var expectedInterval: PositiveSeconds?

    @Flag(name: .customLong("no-stream"), help: "Ask for answers as a whole.")
    var isWhole = false

    @Option(
        name: .customLong("prompt"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp("What to ask; may be repeated, they take turns.", valueName: "text"))
    var prompts: [String] = []

    @Option(
        name: .customLong("prompts"),
        help: ArgumentHelp("Take turns with the lines of this file, JSON or plain text.", valueName: "file"))
    var promptFile: String?

    @Option(help: ArgumentHelp("Write a report with charts here.", valueName: "file"))
    var html: String?

    @Option(help: ArgumentHelp("What standard output carries.", valueName: "format"))
    var output = OutputFormat.text

    @OptionGroup(title: "Generation")
    var generation: GenerationOptions

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    @OptionGroup(title: "Time limits and retries")
    var limits: LimitOptions

    func validate() throws {
        guard rate == nil || concurrency == nil else {
            throw ValidationError("--rate and --concurrency are two kinds of test; give one")
        }
        guard rate == nil || expectedInterval == nil else {
            throw ValidationError("--rate needs no --expected-interval: latency counts from when a call was to begin")
        }
    }

    func run() async throws {
        OutputFile.ignoreBrokenPipes()
        let stop = StopSignal()
        let status = try await stoppedByInterrupt(stop) {
            do {
                return try await BenchJob(self, stop: stop).run()
            } catch {
                let failure = CallFailure(error)
                report(failure)
                return failure.status
            }
        }
        if status != .done { throw status.code }
    }

    private func report(_ failure: CallFailure) {
        guard case .failed(let error) = failure else { return }
        switch output {
        case .text: OutputFile.standardError.writeIfPossible(error.line)
        case .json: OutputFile.standardOutput.writeIfPossible(JSONOutput.error(error).line)
        }
    }
}

extension ArrivalPattern: ExpressibleByArgument {}
