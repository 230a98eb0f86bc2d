import ArgumentParser
import LLM

/// What is asked of the model.
struct GenerationOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Randomness, 0 to 2.", valueName: "number"))
    var temperature: Double?

    @Option(help: ArgumentHelp("The most tokens the answer may have, reasoning included.", valueName: "count"))
    var maxTokens: Int?

    @Option(
        name: .customLong("top-p"),
        help: ArgumentHelp("The share of likely tokens to choose from, 0 to 1.", valueName: "number"))
    var topP: Double?

    @Flag(help: "Ask for one JSON object; say so in the prompt, too.")
    var jsonObject = false

    @Option(help: ArgumentHelp("auto, none, required, any, or a tool's name.", valueName: "choice"))
    var toolChoice: ToolChoice?

    var options: GenerateOptions {
        GenerateOptions(
            temperature: temperature,
            maxTokens: maxTokens,
            topP: topP,
            responseFormat: jsonObject ? .jsonObject : nil,
            toolChoice: toolChoice
        )
    }
}
