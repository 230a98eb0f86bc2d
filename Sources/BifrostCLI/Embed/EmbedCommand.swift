import ArgumentParser
import Bifrost
import LLM

/// Shows the vectors of texts.
struct EmbedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "embed",
        abstract: "Show the vectors of texts.",
        discussion: """
            Prints a list of numbers on a line for each text, in their order; all texts go in one call. With no base \
            URL, an embedded gateway with generated vectors is asked.

            EXAMPLES:
              bifrost embed --model openai/text-embedding-3-small "red fox" "red fish"
              bifrost embed --dimensions 256 --base64 - < lines.txt

            JSON OUTPUT (--output json), one object per line; absent values are null:
              {"type": "embedding", "index", "embedding": [number, …]}
                 for each text; then
              {"type": "embeddings", "count", "dimensions", "model", "provider",
               "usage": {"input", "output", "total", "cached", "reasoning"}}
                 or {"type": "error", …} as of `bifrost chat`.

            \(HelpText.environment)

            \(HelpText.exitCodes)
            """
    )

    @Argument(help: "The texts; - reads lines from standard input, empty ones left out.")
    var texts: [String]

    @Option(help: ArgumentHelp("How many numbers each vector shall have.", valueName: "count"))
    var dimensions: Int?

    @Flag(name: .customLong("base64"), help: "Have the vectors sent in base64, which is shorter; they print the same.")
    var isBase64 = false

    @Option(help: ArgumentHelp("What standard output carries.", valueName: "format"))
    var output = OutputFormat.text

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    @OptionGroup(title: "Time limits and retries")
    var limits: LimitOptions

    func run() async throws {
        // Before Ctrl-C is caught, so that it also ends a wait for standard input.
        let inputs = Result { try readInputs() }
        let run = CallRun(
            connection: connection, limits: limits, output: output, embeddedModel: "openai/text-embedding-3-small")
        try await run.run { model in
            let options = EmbeddingOptions(dimensions: dimensions, encoding: isBase64 ? .base64 : nil)
            try show(await model.embed(inputs.get(), options: options))
        }
    }

    private func readInputs() throws -> [String] {
        guard texts.filter({ $0 == InputFile.standardInputPath }).count <= 1 else {
            throw LLMError(.configuration, "standard input (-) can be read only once")
        }
        return try texts.flatMap { text in
            guard text == InputFile.standardInputPath else { return [text] }
            return String(decoding: try InputFile.contents(of: text), as: UTF8.self)
                .split(whereSeparator: \.isNewline).map(String.init)
        }
    }

    private func show(_ response: EmbeddingResponse) throws {
        let file = OutputFile.standardOutput
        for embedding in response.embeddings {
            let vector = JSONOutput.vector(embedding)
            try file.write(output == .json ? JSONOutput.embedding(embedding.index, vector).line : vector.line)
        }
        if output == .json { try file.write(JSONOutput.embeddings(response).line) }
    }
}
