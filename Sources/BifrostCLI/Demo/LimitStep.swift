import Bifrost
import LLM

/// A limit that ends a wait, and the answer as far as it came.
struct LimitStep: DemoStep {
    let baseURL: String
    let stage: DemoStage

    let title = "Limit a wait: this gateway falls silent in the middle of its answer"
    let code = #"""
        let model = try BifrostModel(
            ProviderConfig(model: "openai/silent-mid-stream", baseURL: baseURL))
        let limits = TimeLimits(stall: .milliseconds(300))
        let stream = model.stream(
            [.user("What is the capital of France?")],
            options: GenerateOptions(limits: limits))
        do {
            _ = try await stream.collect()
        } catch let error as LLMError {
            let partial = error.partial?.text ?? ""
            try print("\(error)")
            try print("Received until then: \(partial)")
        }
        """#

    func run() async throws {
        let model = try BifrostModel(
            ProviderConfig(model: "openai/silent-mid-stream", baseURL: baseURL))
        let limits = TimeLimits(stall: .milliseconds(300))
        let stream = model.stream(
            [.user("What is the capital of France?")],
            options: GenerateOptions(limits: limits))
        do {
            _ = try await stream.collect()
        } catch let error as LLMError {
            let partial = error.partial?.text ?? ""
            try print("\(error)")
            try print("Received until then: \(partial)")
        }
    }
}
