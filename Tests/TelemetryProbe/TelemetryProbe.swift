import Bifrost
import BifrostObservability
import Tracing

/// Makes one whole and one streamed call in a span of its own, and prints each span as it ends.
@main
struct TelemetryProbe {
    static func main() async throws {
        let baseURL = CommandLine.arguments.dropFirst().first ?? ""
        let config = ProviderConfig(model: "openai/gpt-4o", baseURL: baseURL)
        let model = try BifrostModel(config).observed()
        try await withTracer(W3CTracer()) {
            try await withSpan("probe") { _ in
                _ = try await model.generate([.user("Hello?")])
                for try await _ in model.stream([.user("Hello?")]) {}
            }
        }
    }
}
