import Bifrost
import LLM

/// A chat that streams.
struct StreamStep: DemoStep {
    let baseURL: String
    let stage: DemoStage

    let title = "Stream a chat"
    let code = #"""
        let config = ProviderConfig(model: "openai/gpt-4o-mini", baseURL: baseURL)
        let model = try BifrostModel(config)
        let stream = model.stream([.user("What is the capital of France?")])
        var usage: Usage?
        for try await chunk in stream {
            try print(chunk.delta, terminator: "")
            usage = chunk.usage ?? usage
        }
        """#

    func run() async throws {
        let config = ProviderConfig(model: "openai/gpt-4o-mini", baseURL: baseURL)
        let model = try BifrostModel(config)
        let stream = model.stream([.user("What is the capital of France?")])
        var usage: Usage?
        for try await chunk in stream {
            try print(chunk.delta, terminator: "")
            usage = chunk.usage ?? usage
        }
        try print("")
        try stage.remark(Self.pace(of: stream.metadata.metrics, usage))
    }

    private static func pace(of metrics: CallMetrics?, _ usage: Usage?) -> String {
        guard let firstToken = metrics?.firstToken, let total = metrics?.total, let tokens = usage?.output else {
            return "no metrics"
        }
        let tokensPerSecond = Double(tokens) / max((total - firstToken) / .seconds(1), .ulpOfOne)
        return "first token after \(milliseconds(firstToken)) ms; \(tokens) tokens, \(Int(tokensPerSecond)) per second"
    }

    private static func milliseconds(_ duration: Duration) -> Int { Int((duration / .milliseconds(1)).rounded()) }
}
