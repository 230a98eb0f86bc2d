import ArgumentParser
import Bifrost
import LLM

/// Makes images.
struct ImageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "image",
        abstract: "Make images by a prompt.",
        discussion: HelpText.image
    )

    /// What the embedded gateway is asked for.
    private static let embeddedModel = "openai/gpt-image-1"

    @Argument(help: "What shall be seen.")
    var prompt: String

    @Option(
        name: .customShort("o"),
        help: ArgumentHelp("Where the image goes; - is standard output.", valueName: "file"),
        completion: .file())
    var path: String

    @Option(name: .customShort("n"), help: ArgumentHelp("How many images.", valueName: "count"))
    var count = 1

    @Option(help: ArgumentHelp("Width and height, e.g. 1024x1024.", valueName: "size"))
    var size: String?

    @Option(help: ArgumentHelp("How good, e.g. high.", valueName: "name"))
    var quality: String?

    @Flag(name: .customLong("stream"), help: "Ask for events, and keep unfinished images too.")
    var isStreamed = false

    @Option(help: ArgumentHelp("With --stream: how many unfinished images. Default: 0.", valueName: "count"))
    var partial: Int?

    @Option(help: ArgumentHelp("What is printed beside the images.", valueName: "format"))
    var output = OutputFormat.text

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    @OptionGroup(title: "Time limits and retries")
    var limits: LimitOptions

    func run() async throws {
        let isBinary = path == ImageFiles.standardOutputPath
        let run = MediaRun(output: output, isBinary: isBinary)
        try await run.report { try await make(run) }
    }

    private func make(_ run: MediaRun) async throws {
        let files = try ImageFiles(path: path, count: count, partials: isStreamed ? partial ?? 0 : 0)
        var settings = try ModelSettings(connection, limits)
        try await settings.startGatewayIfNeeded(model: Self.embeddedModel)
        let model = try settings.model()
        let options = ImageOptions(
            n: count > 1 ? count : nil, size: size, quality: quality, partialImages: isStreamed ? partial : nil)
        if isStreamed {
            try await stream(model.streamImages(prompt, options: options), files, run)
        } else {
            let answer = try await model.generateImages(prompt, options: options)
            guard !answer.images.isEmpty else { throw LLMError(.malformed, "the answer has no image") }
            for (index, image) in answer.images.enumerated() {
                try keep(image, at: files.path(of: index), partial: nil, answer.metadata, run)
            }
        }
    }

    private func stream(_ stream: GatewayStream<ImageEvent>, _ files: ImageFiles, _ run: MediaRun) async throws {
        var completed = 0
        var partials = 0
        for try await event in stream {
            switch event {
            case .partial(let image):
                try keep(
                    image.image, at: files.path(ofPartial: partials), partial: image.partialIndex ?? partials,
                    stream.metadata, run)
                partials += 1
            case .completed(let image):
                try keep(image.image, at: files.path(of: completed), partial: nil, stream.metadata, run)
                completed += 1
            default: break
            }
        }
    }

    /// Writes an image, or tells its address where the provider sent no more.
    private func keep(
        _ image: GeneratedImage, at path: String, partial: Int?, _ metadata: ResponseMetadata, _ run: MediaRun
    ) throws {
        guard let bytes = try image.bytes() else {
            guard let url = image.url else { throw LLMError(.malformed, "an image has neither bytes nor an address") }
            if output == .text { OutputFile.standardError.writeIfPossible(LLMError.line("the image is at \(url)")) }
            return try run.write(.image(image, file: nil, bytes: nil, partial: partial, metadata))
        }
        var file = try MediaOutput(path: path)
        try file.write(bytes)
        try file.finish()
        try run.write(.image(image, file: path, bytes: bytes.count, partial: partial, metadata))
    }
}
