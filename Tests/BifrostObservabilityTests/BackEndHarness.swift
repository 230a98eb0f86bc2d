import Bifrost
import BifrostObservability
import BifrostTesting
import CurlTransport
import InMemoryLogging
import InMemoryTracing
import Logging
import MetricsTestKit
import Metrics
import TestSupport
import Testing
import Tracing

/// An embedded gateway behind a real socket, and back ends in memory that are the task's alone.
struct BackEndHarness {
    let gateway: EmbeddedGateway
    let model: BifrostModel
    let tracer = InMemoryTracer()
    let metrics = TestMetrics()
    let logs = InMemoryLogHandler()

    static let secrets = ["sk-api-1234567890", "sk-bf-1234567890", "note-1234567890", "my private question", "echo"]

    init(_ replies: Reply..., retries: RetryPolicy = RetryPolicy(initialDelay: .zero)) async throws {
        gateway = try await EmbeddedGateway.start()
        for reply in replies { gateway.enqueue(reply) }
        var config = ProviderConfig(
            model: "openai/gpt-4o", apiKey: Secret(Self.secrets[0]), baseURL: gateway.baseURL, retries: retries,
            headers: ["x-note": Secret(Self.secrets[2])])
        config.virtualKey = Secret(Self.secrets[1])
        model = try BifrostModel(config, transport: try CurlTransport())
    }

    static let question: [Message] = [.system("be brief"), .user(secrets[3])]

    func logger(_ level: Logger.Level = .debug) -> Logger {
        var logger = Logger(label: "test") { [logs] _ in logs }
        logger.logLevel = level
        return logger
    }

    /// Runs with the back ends in force, and stops the gateway afterwards.
    func run(_ work: () async throws -> Void) async throws {
        try await withTracer(tracer) {
            try await withMetricsFactory(metrics) {
                try await withLogger(logger()) { _ in try await work() }
            }
        }
        await gateway.stop()
    }

    func span(sourceLocation: SourceLocation = #_sourceLocation) throws -> FinishedInMemorySpan {
        #expect(tracer.activeSpans.isEmpty, sourceLocation: sourceLocation)
        #expect(tracer.finishedSpans.count == 1, sourceLocation: sourceLocation)
        return try #require(tracer.finishedSpans.first, sourceLocation: sourceLocation)
    }

    var messages: [String] { logs.entries.map { "\($0.level) \($0.message)" } }

    /// All that the back ends were told, as one text.
    var told: String {
        var text = ""
        for span in tracer.finishedSpans {
            text += "\(span.operationName) \(span.events) \(span.errors) \(String(describing: span.status))\n"
            span.attributes.forEach { text += "\($0)=\($1)\n" }
        }
        for recorder in metrics.recorders { text += "\(recorder.label) \(recorder.dimensions)\n" }
        for counter in metrics.counters { text += "\(counter.label) \(counter.dimensions)\n" }
        for entry in logs.entries { text += "\(entry)\n" }
        return text
    }
}

extension FinishedInMemorySpan {
    func text(_ name: String) -> String? {
        if case .string(let text) = attributes[name]?.toSpanAttribute() { text } else { nil }
    }

    func number(_ name: String) -> Double? {
        switch attributes[name]?.toSpanAttribute() {
        case .int64(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }

    func texts(_ name: String) -> [String]? {
        if case .stringArray(let texts) = attributes[name]?.toSpanAttribute() { texts } else { nil }
    }
}
