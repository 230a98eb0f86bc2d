import Bifrost
import BifrostObservability
import CurlTransport
import Logging
import Metrics
import Tracing

/// Makes calls of every kind with all three back ends in force, and sends what they were told to a collector:
/// `TelemetryProbe GATEWAY COLLECTOR SECRET…`, whose secrets are a key, a virtual key, a header's value and a prompt.
@main
struct TelemetryProbe {
    /// The gauges of a transport that is attended were not told.
    private struct NothingTold: Error {}

    private static let patience = Duration.seconds(30)

    private let baseURL: String
    private let secrets: [String]

    static func main() async throws {
        let arguments = CommandLine.arguments
        let probe = TelemetryProbe(baseURL: arguments[1], secrets: Array(arguments[3...]))
        let recording = Recording()
        var logger = Logger(label: "probe") { _ in RecordedLog(recording: recording) }
        logger.logLevel = .debug
        try await withTracer(W3CTracer(recording: recording)) {
            try await withMetricsFactory(recording) {
                try await withLogger(logger) { _ in
                    try await withSpan("probe") { _ in
                        try await probe.run()
                        try await probe.attend(until: recording.hasGauges)
                    }
                }
            }
        }
        try await Collector(url: arguments[2]).send(recording)
    }

    private func run() async throws {
        let prompt: [Message] = [.user(secrets[3])]
        let model = try model("gpt-4o")
        _ = try await model.generate(prompt)
        _ = try await model.stream(prompt).collect()
        for try await _ in model.stream(prompt) { break }
        _ = try await self.model("busy").generate(prompt)
        do {
            _ = try await self.model("refused").generate(prompt)
        } catch is LLMError {}
        try await runTools(model, prompt)
        let options = EmbeddingOptions(model: "openai/embedder", dimensions: 2, encoding: .float)
        _ = try await model.embed([secrets[3]], options: options)
        _ = try await model.modelPage()
    }

    /// Attends a transport on which a stream is open, and ends it with that stream.
    private func attend(until isTold: @autoclosure () -> Bool) async throws {
        let transport = try CurlTransport()
        var iterator = try model("held", transport).stream([.user(secrets[3])]).makeAsyncIterator()
        _ = try await iterator.next(isolation: nil)
        let service = Task { try await BifrostService(transport).run() }
        let deadline = ContinuousClock.now + Self.patience
        while !isTold() {
            guard ContinuousClock.now < deadline else { throw NothingTold() }
            await Task.yield()
        }
        service.cancel()
        try await service.value
        do {
            while try await iterator.next(isolation: nil) != nil {}
        } catch is LLMError {}
    }

    private func runTools(_ model: some ChatModel, _ prompt: [Message]) async throws {
        let clock = Tool(ToolDefinition(name: "clock", description: "Tells the time.")) { [secrets] _, _ in
            ToolOutput(secrets[3])
        }
        try await Telemetry().agent("assistant") {
            _ = try await model.run(prompt, tools: [clock].observed())
        }
    }

    private func model(_ name: String, _ transport: CurlTransport? = nil) throws -> BifrostModel {
        var config = ProviderConfig(
            model: "openai/\(name)", apiKey: Secret(secrets[0]), baseURL: baseURL,
            retries: RetryPolicy(initialDelay: .zero), headers: ["x-note": Secret(secrets[2])])
        config.virtualKey = Secret(secrets[1])
        return try BifrostModel(config, transport: transport).observed()
    }
}
