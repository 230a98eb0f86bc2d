import Bifrost
import FoundationEssentials
import LLM

/// A tool that the model calls, and whose result it uses.
struct ToolStep: DemoStep {
    let baseURL: String
    let stage: DemoStage

    let title = "Let the model call a tool"
    let code = #"""
        let weather = ToolDefinition(
            name: "get_weather", description: "Tells the weather in a city.",
            parameters: [
                "type": "object", "properties": ["city": ["type": "string"]],
                "required": ["city"],
            ])
        let withTools = model.bindTools([weather])
        var messages = [Message.user("What is the weather in Oslo?")]
        let wish = try await withTools.generate(messages)
        messages.append(wish.message)
        for call in wish.toolCalls where call.isComplete {
            let result = try lookUpWeather(call.arguments)
            try print("\(call.name)(\(call.arguments)) → \(result)")
            messages.append(.tool(result, callID: call.id))
        }
        try await print(withTools.generate(messages).text)
        """#

    func run() async throws {
        let config = ProviderConfig(model: "openai/gpt-4o-mini", baseURL: baseURL)
        let model = try BifrostModel(config)
        let weather = ToolDefinition(
            name: "get_weather", description: "Tells the weather in a city.",
            parameters: [
                "type": "object", "properties": ["city": ["type": "string"]],
                "required": ["city"],
            ])
        let withTools = model.bindTools([weather])
        var messages = [Message.user("What is the weather in Oslo?")]
        let wish = try await withTools.generate(messages)
        messages.append(wish.message)
        for call in wish.toolCalls where call.isComplete {
            let result = try lookUpWeather(call.arguments)
            try print("\(call.name)(\(call.arguments)) → \(result)")
            messages.append(.tool(result, callID: call.id))
        }
        try await print(withTools.generate(messages).text)
    }

    private func lookUpWeather(_ arguments: String) throws -> String {
        struct Place: Decodable {
            var city: String
        }
        let place = try JSONDecoder().decode(Place.self, from: Data(arguments.utf8))
        return #"{"city": "\#(place.city)", "sky": "clear", "celsius": 4}"#
    }
}
