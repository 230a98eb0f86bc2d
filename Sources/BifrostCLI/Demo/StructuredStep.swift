import Bifrost
import LLM

/// An answer in JSON that becomes a Swift value while it comes.
struct StructuredStep: DemoStep {
    let baseURL: String
    let stage: DemoStage

    let title = "Stream an answer into a Swift type"
    let code = #"""
        struct Answer: Codable { var country: String, capital: String }
        let stream = model.stream(
            [.user("What is the capital of Norway?")], as: Answer.self)
        var answer: Answer?
        for try await partial in stream {
            try print("\(partial.capital ?? "…"), \(partial.country ?? "…")")
            answer = partial.value
        }
        if let answer { try print("→ \(answer)") }
        """#

    func run() async throws {
        let config = ProviderConfig(model: "openai/gpt-4o-mini", baseURL: baseURL)
        let model = try BifrostModel(config)
        struct Answer: Codable { var country: String, capital: String }
        let stream = model.stream(
            [.user("What is the capital of Norway?")], as: Answer.self)
        var answer: Answer?
        for try await partial in stream {
            try print("\(partial.capital ?? "…"), \(partial.country ?? "…")")
            answer = partial.value
        }
        if let answer { try print("→ \(answer)") }
    }
}
