import ArgumentParser
import Bifrost
import LLM

/// Speaks a text.
struct SpeakCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "speak",
        abstract: "Speak a text; the sound goes to a file or a pipe as it comes.",
        discussion: HelpText.speak
    )

    /// What the embedded gateway is asked for.
    private static let embeddedModel = "openai/gpt-4o-mini-tts"

    @Argument(help: "What to say; - reads it from standard input.")
    var text: String

    @Option(help: ArgumentHelp("Who speaks, as the provider names it.", valueName: "name"))
    var voice: String?

    @Option(
        name: .customShort("o"),
        help: ArgumentHelp("Where the sound goes; - is standard output.", valueName: "file"),
        completion: .file())
    var path: String

    @Option(help: ArgumentHelp("The encoding, e.g. mp3, wav, pcm. Default: by the file's ending.", valueName: "name"))
    var format: String?

    @Option(help: ArgumentHelp("How to speak, in words.", valueName: "text"))
    var instructions: String?

    @Option(help: ArgumentHelp("The speed, 1 being normal.", valueName: "number"))
    var speed: Double?

    @Option(help: ArgumentHelp("What is printed beside the sound.", valueName: "format"))
    var output = OutputFormat.text

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    @OptionGroup(title: "Time limits and retries")
    var limits: LimitOptions

    func run() async throws {
        let run = MediaRun(output: output, isBinary: path == MediaOutput.standardOutputPath)
        try await run.report { try await speak(run) }
    }

    private func speak(_ run: MediaRun) async throws {
        try MediaOutput.check(path)
        let text = text == InputFile.standardInputPath ? try Self.standardInput() : text
        var settings = try ModelSettings(connection, limits)
        try await settings.startGatewayIfNeeded(model: Self.embeddedModel)
        let stream = try settings.model().speak(text, options: options)
        var iterator = stream.makeAsyncIterator()
        // The file is made when there is something to put into it.
        let first = try await iterator.next(isolation: nil)
        var file = try MediaOutput(path: path)
        var piece = first
        while let bytes = piece {
            try file.write(bytes)
            piece = try await iterator.next(isolation: nil)
        }
        try file.finish()
        try run.write(.media("speech", path: path, bytes: file.bytesWritten, stream.metadata))
    }

    private var options: SpeechOptions {
        SpeechOptions(
            voice: voice.map { .named($0) }, instructions: instructions, responseFormat: audioFormat, speed: speed)
    }

    /// What was asked for, else what the file's ending says; most providers send MP3 when nothing is said.
    private var audioFormat: AudioFormat? {
        if let format { return AudioFormat(rawValue: format) }
        guard let dot = path.lastIndex(of: ".") else { return nil }
        let ending = path[path.index(after: dot)...].lowercased()
        return ["mp3", "wav", "flac", "opus", "aac", "pcm"].contains(ending) ? AudioFormat(rawValue: ending) : nil
    }

    private static func standardInput() throws -> String {
        let text = String(decoding: try InputFile.contents(of: InputFile.standardInputPath), as: UTF8.self)
        return text.last?.isNewline == true ? String(text.dropLast()) : text
    }
}
