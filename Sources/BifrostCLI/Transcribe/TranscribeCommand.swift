import ArgumentParser
import Bifrost
import LLM

/// Writes down what is said in a recording.
struct TranscribeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transcribe",
        abstract: "Write down what is said in a recording.",
        discussion: HelpText.transcribe
    )

    /// What the embedded gateway is asked for.
    private static let embeddedModel = "openai/gpt-4o-mini-transcribe"

    @Argument(
        help: ArgumentHelp("The recording; it is read from disk while it is sent.", valueName: "file"),
        completion: .file())
    var file: String

    @Flag(name: .customLong("stream"), help: "Show the text as it comes.")
    var isStreamed = false

    @Option(help: ArgumentHelp("The language that is spoken, e.g. de.", valueName: "code"))
    var language: String?

    @Option(help: ArgumentHelp("Words that help to understand, e.g. names.", valueName: "text"))
    var prompt: String?

    @Option(help: ArgumentHelp("text, srt, vtt, json or verbose_json.", valueName: "name"))
    var format: String?

    @Option(help: ArgumentHelp("What standard output carries.", valueName: "format"))
    var output = OutputFormat.text

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    @OptionGroup(title: "Time limits and retries")
    var limits: LimitOptions

    func run() async throws {
        let run = MediaRun(output: output)
        try await run.report { try await transcribe(run) }
    }

    private func transcribe(_ run: MediaRun) async throws {
        // A slip is told at once, and not after a connection was made.
        _ = try InputFile(path: file)
        var settings = try ModelSettings(connection, limits)
        try await settings.startGatewayIfNeeded(model: Self.embeddedModel)
        let model = try settings.model()
        if isStreamed {
            try await stream(model, run)
        } else {
            let whole = try await model.transcribe(.file(path: file), options: options)
            if output == .text { try OutputFile.standardOutput.show(Self.line(whole.text)) }
            try run.write(.transcription(whole))
        }
    }

    private func stream(_ model: BifrostModel, _ run: MediaRun) async throws {
        let stream = model.streamTranscription(.file(path: file), options: options)
        var isPrinted = false
        for try await event in stream {
            switch event {
            case .delta(let text, _):
                if output == .text { try OutputFile.standardOutput.show(text) }
                isPrinted = isPrinted || !text.isEmpty
                try run.write(.delta(text))
            case .done(var whole):
                whole.metadata = stream.metadata
                if output == .text { try OutputFile.standardOutput.show(isPrinted ? "\n" : Self.line(whole.text)) }
                try run.write(.transcription(whole))
            default: break
            }
        }
    }

    private var options: TranscriptionOptions {
        TranscriptionOptions(
            language: language, prompt: prompt, responseFormat: format.map { TranscriptionFormat(rawValue: $0) })
    }

    private static func line(_ text: String) -> String { text.last?.isNewline == true ? text : text + "\n" }
}
