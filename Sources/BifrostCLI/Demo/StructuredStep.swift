import Bifrost
import FoundationEssentials
import LLM

/// An answer in JSON that becomes a Swift value.
struct StructuredStep: DemoStep {
    let baseURL: String
    let stage: DemoStage

    let title = "Decode an answer into a Swift type"
    let code = #"""
        struct Capital: Decodable { var country: String, capital: String }
        let format = JSONSchemaFormat(
            name: "capital",
            schema: [
                "type": "object", "required": ["country", "capital"],
                "properties": [
                    "country": ["type": "string"], "capital": ["type": "string"],
                ],
            ])
        let reply = try await model.generate(
            [.user("What is the capital of Norway?")],
            options: GenerateOptions(responseFormat: .jsonSchema(format)))
        let json = Data(reply.text.utf8)
        let answer = try JSONDecoder().decode(Capital.self, from: json)
        try print("\(reply.text) → \(answer)")
        """#

    func run() async throws {
        let config = ProviderConfig(model: "openai/gpt-4o-mini", baseURL: baseURL)
        let model = try BifrostModel(config)
        struct Capital: Decodable { var country: String, capital: String }
        let format = JSONSchemaFormat(
            name: "capital",
            schema: [
                "type": "object", "required": ["country", "capital"],
                "properties": [
                    "country": ["type": "string"], "capital": ["type": "string"],
                ],
            ])
        let reply = try await model.generate(
            [.user("What is the capital of Norway?")],
            options: GenerateOptions(responseFormat: .jsonSchema(format)))
        let json = Data(reply.text.utf8)
        let answer = try JSONDecoder().decode(Capital.self, from: json)
        try print("\(reply.text) → \(answer)")
    }
}
