import ArgumentParser
import Bifrost
import LLM

/// What is asked of the model that responds.
struct ResponseSettings: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("What the model is told before the prompt.", valueName: "text"))
    var instructions: String?

    @Option(
        name: .customLong("previous-response"),
        help: ArgumentHelp("The id of the response that this one follows.", valueName: "id"))
    var previousResponse: String?

    @Option(
        help: ArgumentHelp("Offer the tools in this JSON file; calls are shown, not run.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var tools: String?

    @Option(help: ArgumentHelp("auto, none, required, or a tool's name.", valueName: "choice"))
    var toolChoice: ToolChoice?

    @Option(
        name: .customLong("reasoning-effort"),
        help: ArgumentHelp("How much the model thinks first, e.g. low; its summary is shown.", valueName: "effort"))
    var reasoningEffort: String?

    @Option(help: ArgumentHelp("The most tokens the answer may have, reasoning included.", valueName: "count"))
    var maxTokens: Int?

    @Option(help: ArgumentHelp("Randomness, 0 to 2.", valueName: "number"))
    var temperature: Double?

    /// The options of the call, with these tools.
    func options(tools: [ToolDefinition]) -> ResponseOptions {
        ResponseOptions(
            instructions: instructions,
            previousResponseID: previousResponse,
            maxOutputTokens: maxTokens,
            tools: tools,
            toolChoice: toolChoice,
            reasoning: reasoningEffort.map { .effort(ReasoningEffort(rawValue: $0)) },
            reasoningSummary: reasoningEffort == nil ? nil : .auto,
            temperature: temperature
        )
    }
}
