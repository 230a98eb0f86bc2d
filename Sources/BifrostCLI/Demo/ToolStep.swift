import Bifrost
import LLM

/// A tool that the model calls and the loop runs.
struct ToolStep: DemoStep {
    let baseURL: String
    let stage: DemoStage

    let title = "Let the model call a tool"
    let code = #"""
        struct Query: Codable { var city: String }
        let weather = try Tool(
            "get_weather", description: "Tells the weather in a city."
        ) { (query: Query) in
            ["city": query.city, "sky": "clear"]
        }
        let run = model.streamRun(
            [.user("What is the weather in Oslo?")], tools: [weather])
        for try await event in run {
            switch event {
            case .toolFinished(let result):
                let call = "\(result.call.name)(\(result.call.arguments))"
                try print("\(call) → \(result.output.text)")
            case .text(let text): try print(text, terminator: "")
            case .finished(let result):
                try print(" (\(result.rounds.count) rounds)")
            default: break
            }
        }
        """#

    func run() async throws {
        let config = ProviderConfig(model: "openai/gpt-4o-mini", baseURL: baseURL)
        let model = try BifrostModel(config)
        struct Query: Codable { var city: String }
        let weather = try Tool(
            "get_weather", description: "Tells the weather in a city."
        ) { (query: Query) in
            ["city": query.city, "sky": "clear"]
        }
        let run = model.streamRun(
            [.user("What is the weather in Oslo?")], tools: [weather])
        for try await event in run {
            switch event {
            case .toolFinished(let result):
                let call = "\(result.call.name)(\(result.call.arguments))"
                try print("\(call) → \(result.output.text)")
            case .text(let text): try print(text, terminator: "")
            case .finished(let result):
                try print(" (\(result.rounds.count) rounds)")
            default: break
            }
        }
    }
}
