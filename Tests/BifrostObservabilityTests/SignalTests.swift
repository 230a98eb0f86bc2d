import Bifrost
import BifrostTesting
import HTTPTransport
import InMemoryLogging
import InMemoryTracing
import LLM
import Logging
import MetricsTestKit
import TestSupport
import Testing
import Tracing

@testable import BifrostObservability

@Suite("Metrics and log lines of calls", .timeLimit(.minutes(5)))
struct SignalTests {
    @Test func recordsTheHistogramsOfTheConventions() async throws {
        let harness = try await BackEndHarness(.chat("one two three four"))
        try await harness.run {
            _ = try await harness.model.observed().stream(BackEndHarness.question).collect()
        }
        let tokens = harness.metrics.recorders(label: "gen_ai.client.token.usage")
        #expect(tokens.count == 2)
        let types = tokens.compactMap { $0.dimensions.first { $0.0 == "gen_ai.token.type" }?.1 }
        #expect(types.sorted() == ["input", "output"])
        let duration = try #require(harness.metrics.recorders(label: "gen_ai.client.operation.duration").first)
        let names = Set(duration.dimensions.map(\.0))
        #expect(
            names == [
                "gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.model", "gen_ai.response.model",
                "server.address", "server.port",
            ])
        #expect(harness.metrics.recorders(label: "gen_ai.client.operation.time_to_first_chunk").count == 1)
        let perChunk = harness.metrics.recorders(label: "gen_ai.client.operation.time_per_output_chunk")
        #expect(perChunk.count == 1 && (perChunk.first?.values.count ?? 0) > 1)
        #expect(harness.metrics.counterTotal(label: "bifrost.client.transfers") == 1)
        #expect(harness.metrics.recorders(label: "bifrost.client.transfer.first_byte").count == 1)
        #expect(harness.metrics.recorders(label: "bifrost.client.transfer.connect").count == 1)
    }

    @Test(arguments: [false, true])
    func tellsWhereTheTimeOfAStreamThatWasLeftWent(_ isCancelled: Bool) async throws {
        let gate = BifrostTesting.Gate()
        let chunk = #"data: {"id":"1","choices":[{"index":0,"delta":{"content":"a"}}]}"# + "\n\n"
        let harness = try await BackEndHarness(Reply(steps: [.text(chunk), .wait(for: gate), .end]))
        try await harness.run {
            let stream = harness.model.observed().stream(BackEndHarness.question)
            let begun = Mailslot<Void>()
            let reading = Task {
                for try await _ in stream {
                    begun.put(())
                    if !isCancelled { break }
                }
            }
            try await begun.take()
            if isCancelled { reading.cancel() }
            _ = await reading.result
            #expect(stream.metadata.metrics?.firstByte != nil)
        }
        gate.open()
        #expect(try harness.span().text("error.type") == "cancelled")
        #expect(harness.metrics.counterTotal(label: "bifrost.client.transfers") == 1)
        #expect(harness.metrics.recorders(label: "bifrost.client.transfer.first_byte").count == 1)
        #expect(harness.metrics.recorders(label: "bifrost.client.transfer.connect").count == 1)
        // It is not known before the end.
        #expect(harness.metrics.recorders(label: "bifrost.client.transfer.paused").isEmpty)
    }

    @Test func namesTheErrorOfADuration() async throws {
        let harness = try await BackEndHarness(.error(status: 401, message: "echo"))
        try await harness.run {
            _ = try? await harness.model.observed().generate(BackEndHarness.question)
        }
        let duration = try #require(harness.metrics.recorders(label: "gen_ai.client.operation.duration").first)
        #expect(duration.dimensions.contains { $0 == ("error.type", "authentication") })
    }

    @Test func hasTheBucketsOfTheConventions() {
        let tokens = TelemetryMetric.tokenUsage.bounds
        #expect(tokens.first == 1 && tokens[1] == 4 && tokens.last == 67_108_864)
        let seconds = TelemetryMetric.operationDuration.bounds
        #expect(seconds.count == 14 && seconds.first == 0.01 && seconds.last == 81.92)
    }

    @Test func logsToTheTasksLogger() async throws {
        let harness = try await BackEndHarness(.chat("fine"), .error(status: 401, message: "echo"))
        try await harness.run {
            let model = harness.model.observed()
            _ = try await model.generate(BackEndHarness.question)
            _ = try? await model.generate(BackEndHarness.question)
        }
        #expect(
            harness.messages == [
                "debug model call began", "debug model call ended", "debug model call began", "debug model call failed",
            ])
        let ended = harness.logs.entries[1].metadata
        #expect(ended["gen_ai.request.model"] == "openai/gpt-4o" && ended["gen_ai.usage.output_tokens"] != nil)
        #expect(harness.logs.entries[3].metadata["error.type"] == "authentication")
    }

    @Test func logsToAHandlerThatATaskSetsWithoutALabel() async throws {
        let harness = try await BackEndHarness(.chat("fine"))
        let logs = InMemoryLogHandler()
        try await harness.run {
            // As a task does that never bound a logger of its own.
            try await withLogger(Logger(label: "")) { _ in
                try await withLogger(logLevel: .debug, handler: logs, metadata: ["request.id": "7"]) { _ in
                    _ = try await harness.model.observed().generate(BackEndHarness.question)
                }
            }
        }
        #expect(logs.entries.map { "\($0.message)" } == ["model call began", "model call ended"])
        #expect(logs.entries.allSatisfy { $0.metadata["request.id"] == "7" })
    }

    @Test func tellsNoSecret() async throws {
        let harness = try await BackEndHarness(
            .error(status: 503, message: "sk-api-1234567890"), .chat("echo"),
            .error(status: 400, message: "my private question"))
        try await harness.run {
            let model = harness.model.observed()
            _ = try await model.stream(BackEndHarness.question).collect()
            _ = try? await model.generate(BackEndHarness.question)
        }
        #expect(harness.tracer.finishedSpans.count == 2 && harness.logs.entries.count == 5)
        for secret in BackEndHarness.secrets { #expect(!harness.told.contains(secret), "\(secret)") }
    }

    @Test func aStrangersWordsMakeNoLinesOfTheirOwn() async throws {
        let hostile = #"\u001b[2J\nERROR forged\u2028\u202e\u0085"# + String(repeating: "y", count: 100_000)
        let harness = try await BackEndHarness(
            .json(
                #"{"id":"i\#(hostile)","model":"m\#(hostile)","object":"chat.completion","created":1,"choices":"#
                    + #"[{"index":0,"finish_reason":"f\#(hostile)","message":{"role":"assistant","content":"fine"}}],"#
                    + #""usage":{"prompt_tokens":1,"completion_tokens":1},"extra_fields":"#
                    + #"{"provider":"p\#(hostile)"}}"#))
        try await harness.run {
            _ = try await harness.model.observed().generate(BackEndHarness.question)
        }
        let span = try harness.span()
        let ended = try #require(harness.logs.entries.last).metadata
        var words = [span.text("gen_ai.response.id"), span.text("gen_ai.response.model")]
        words += [span.text("gen_ai.provider.name"), span.texts("gen_ai.response.finish_reasons")?.first]
        words += ["id", "model"].map { ended["gen_ai.response.\($0)"].map { "\($0)" } }
        for recorder in harness.metrics.recorders {
            words += recorder.dimensions.filter { $0.0 == "gen_ai.response.model" }.map(\.1)
        }
        #expect(words.count > 6)
        for word in words {
            #expect(word?.dropFirst().hasPrefix("\u{FFFD}[2J\u{FFFD}ERROR forged\u{FFFD}\u{FFFD}\u{FFFD}yyy") == true)
            #expect(word?.count == 200)
        }
        #expect(!harness.told.contains(String(repeating: "y", count: 200)))
    }

    @Test(arguments: [false, true])
    func capturesContentWhenAsked(_ isStreamed: Bool) async throws {
        let harness = try await BackEndHarness(.chat("an answer"))
        try await harness.run {
            let model = harness.model.observed(Telemetry(capturesContent: true))
            if isStreamed {
                _ = try await model.stream(BackEndHarness.question).collect()
            } else {
                _ = try await model.generate(BackEndHarness.question)
            }
        }
        let span = try harness.span()
        #expect(span.text("gen_ai.system_instructions")?.contains("be brief") == true)
        #expect(span.text("gen_ai.input.messages")?.contains("my private question") == true)
        #expect(span.text("gen_ai.output.messages")?.contains("an answer") == true)
        for key in BackEndHarness.secrets.prefix(3) { #expect(!harness.told.contains(key)) }
        #expect(!harness.logs.entries.description.contains("private"))
    }

    @Test func tellsNothingThatIsNotWanted() async throws {
        let harness = try await BackEndHarness(.chat("fine"))
        try await harness.run {
            _ = try await harness.model.observed(Telemetry(.metrics)).generate(BackEndHarness.question)
        }
        #expect(harness.tracer.finishedSpans.isEmpty && harness.logs.entries.isEmpty)
        #expect(!harness.metrics.recorders.isEmpty)
    }

    @Test func looksForNothingWithoutBackEnds() {
        #expect(!Telemetry([.tracing, .metrics]).backEnds.any)
        var quiet = Logger(label: "quiet") { _ in InMemoryLogHandler() }
        quiet.logLevel = .warning
        #expect(!Telemetry(logger: quiet).backEnds.any)
    }

    @Test func letsEveryInstrumentAddToTheHead() async throws {
        let tracer = InMemoryTracer()
        let several = BackEnds(tracer: tracer, instrument: MultiplexInstrument([tracer, Propagator()]))
        let alone = BackEnds(instrument: Propagator())
        var context = ServiceContext.topLevel
        context[Propagator.Key.self] = "baggage-1"
        let call = ModelCall(modelID: "m", isStreamed: false, messages: [], options: GenerateOptions())
        let heads = ServiceContext.$current.withValue(context) {
            [several, alone].map { backEnds in
                let facts = CallFacts(call, server: nil)
                let observed = ObservedCall(facts, backEnds) { _ in }
                var fields = HTTPFields()
                observed.willSend(&fields, attempt: 1)
                return fields
            }
        }
        #expect(heads.map { $0["baggage"] } == ["baggage-1", "baggage-1"])
        #expect(heads[0][InMemoryTracer.spanIDKey] == tracer.activeSpans.first?.spanID)
        #expect(heads[0][InMemoryTracer.spanIDKey] != nil && heads[1].all.count == 1)
        // An open span and its tracer hold each other.
        tracer.activeSpans.forEach { $0.end() }
    }

    @Test func injectsOnlyWhatMayStandInAHead() {
        var fields = HTTPFields([HTTPFields.Field(name: "Baggage", value: "mine")])
        let injector = FieldInjector()
        injector.inject("00-1-2-01", forKey: "traceparent", into: &fields)
        injector.inject("a=1\r\nx: y", forKey: "tracestate", into: &fields)
        injector.inject("theirs", forKey: "baggage", into: &fields)
        injector.inject("9", forKey: "Content-Length", into: &fields)
        injector.inject("x", forKey: "a b", into: &fields)
        #expect(fields.all.map(\.value) == ["mine", "00-1-2-01"])
    }
}

/// An instrument that is no tracer.
private struct Propagator: Instrument {
    enum Key: ServiceContextKey { typealias Value = String }

    func extract<Carrier, Extract: Extractor>(
        _ carrier: Carrier, into context: inout ServiceContext, using extractor: Extract
    ) where Extract.Carrier == Carrier {}

    func inject<Carrier, Inject: Injector>(
        _ context: ServiceContext, into carrier: inout Carrier, using injector: Inject
    ) where Inject.Carrier == Carrier {
        if let value = context[Key.self] { injector.inject(value, forKey: "baggage", into: &carrier) }
    }
}
