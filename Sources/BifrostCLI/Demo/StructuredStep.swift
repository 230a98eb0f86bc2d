import Bifrost
import FoundationEssentials
import LLM

/// An answer in JSON that becomes a Swift value.
struct StructuredStep: DemoStep {
    let baseURL: String
    let stage: DemoStage

    let title = "Decode an answer into a Swift type"
    let code = #"""
        struct City: Decodable { var name: String, country: String }
        let format = JSONSchemaFormat(
            name: "city",
            schema: [
                "type": "object", "required": ["name", "country"],
                "properties": ["name": ["type": "string"], "country": ["type": "string"]],
            ])
        let reply = try await model.generate(
            [.user("What is the capital of France?")], options: GenerateOptions(responseFormat: .jsonSchema(format)))
        let city = try JSONDecoder().decode(City.self, from: Data(reply.text.utf8))
        try print("\(reply.text) → \(city)")
        """#

    func run() async throws {
        let model = try BifrostModel(ProviderConfig(model: "openai/gpt-4o-mini", baseURL: baseURL))
        struct City: Decodable { var name: String, country: String }
        let format = JSONSchemaFormat(
            name: "city",
            schema: [
                "type": "object", "required": ["name", "country"],
                "properties": ["name": ["type": "string"], "country": ["type": "string"]],
            ])
        let reply = try await model.generate(
            [.user("What is the capital of France?")], options: GenerateOptions(responseFormat: .jsonSchema(format)))
        let city = try JSONDecoder().decode(City.self, from: Data(reply.text.utf8))
        try print("\(reply.text) → \(city)")
    }
}
