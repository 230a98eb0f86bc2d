import ArgumentParser
import Bifrost
import LLM

/// Asks a model through the Responses interface and shows its answer.
struct RespondCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "respond",
        abstract: "Ask a model through the Responses interface.",
        discussion: RespondHelp.text
    )

    @Argument(help: "What to ask; - reads it from standard input.")
    var prompt: String

    @Flag(name: .customLong("no-stream"), help: "Ask for the answer as a whole.")
    var isWhole = false

    @Option(help: ArgumentHelp("What standard output carries.", valueName: "format"))
    var output = OutputFormat.text

    @OptionGroup(title: "Generation")
    var generation: ResponseSettings

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    @OptionGroup(title: "Time limits and retries")
    var limits: LimitOptions

    func run() async throws {
        OutputFile.ignoreBrokenPipes()
        // Before Ctrl-C is caught, so that it also ends a wait for standard input.
        let input = Result { try ResponsePrompt(prompt: prompt, settings: generation).read() }
        let status = try await cancelledByInterrupt {
            var reporter = ResponseReporter(output)
            do {
                try await reporter.finish(answer(input.get(), showing: &reporter))
                return ExitStatus.done
            } catch {
                let failure = CallFailure(error)
                reporter.fail(failure)
                return failure.status
            }
        }
        if status != .done { throw status.code }
    }

    private func answer(
        _ input: ResponsePrompt.Contents, showing reporter: inout ResponseReporter
    ) async throws -> Response {
        var settings = try ModelSettings(connection, limits)
        try await settings.startGatewayIfNeeded()
        let model = try settings.model()
        guard !isWhole else { return try await model.respond(.text(input.prompt), options: input.options) }
        let stream = model.streamResponse(.text(input.prompt), options: input.options)
        return try await stream.collect(showing: &reporter)
    }
}

extension GatewayStream<ResponseEvent> {
    /// Reads the stream to its end, shows each event as it comes, and returns the whole response.
    fileprivate func collect(showing reporter: inout ResponseReporter) async throws -> Response {
        var accumulator = ResponseAccumulator()
        var hasBegun = false
        do {
            for try await event in self {
                // A stream that is always ahead of the terminal never waits, and so never looks.
                try Task.checkCancellation()
                hasBegun = true
                accumulator.add(event)
                try reporter.show(event)
            }
        } catch is CancellationError {
            throw Interrupted(partial: hasBegun ? ChatResponse(response(accumulator)) : nil, metadata: metadata)
        }
        return response(accumulator)
    }

    private func response(_ accumulator: ResponseAccumulator) -> Response {
        var response = accumulator.response()
        response.metadata = metadata
        return response
    }
}
