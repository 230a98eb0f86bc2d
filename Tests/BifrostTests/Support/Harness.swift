import Bifrost
import HTTPTransport
import TestSupport

/// A model on a scripted gateway, with a clock that moves only when something waits.
struct Harness {
    let clock: ManualClock
    let transport: ScriptedTransport
    let model: BifrostModel

    init(
        _ config: ProviderConfig = .minimal,
        answerLimits: AnswerLimits = AnswerLimits(),
        beforeSleep: @escaping @Sendable () -> Void = {},
        jitter: @escaping @Sendable (Duration) -> Duration = { $0 },
        server: @escaping ScriptedTransport.Server
    ) throws {
        clock = ManualClock(beforeSleep: beforeSleep)
        transport = ScriptedTransport(clock: clock, server: server)
        let callClock = CallClock(
            now: { [clock] in clock.now }, sleep: { [clock] in try await clock.sleep(for: $0) }, jitter: jitter)
        model = try BifrostModel(config, answerLimits: answerLimits, transport: transport, clock: callClock)
    }

    /// One answer for each request, in order; the last one answers all further requests.
    init(_ config: ProviderConfig = .minimal, _ answers: ScriptedAnswer...) throws {
        try self.init(config) { _, number in answers[min(number, answers.count) - 1] }
    }
}

extension ProviderConfig {
    /// No more than what is required.
    static let minimal = ProviderConfig(model: "openai/gpt-4o", baseURL: "http://gateway:8080/v1")

    func with<Value>(_ path: WritableKeyPath<ProviderConfig, Value>, _ value: Value) -> ProviderConfig {
        var config = self
        config[keyPath: path] = value
        return config
    }
}

extension [Message] {
    static let hello: [Message] = [.user("Hello?")]
}

extension ChatStream {
    /// The text, or the error with which the stream ended.
    func outcome() async throws -> (texts: [String], error: LLMError?) {
        var texts: [String] = []
        do {
            for try await chunk in self { texts.append(chunk.delta) }
        } catch let error as LLMError {
            return (texts, error)
        }
        return (texts, nil)
    }
}

/// Events of a gateway's stream.
enum Event {
    static let role = data(#"{"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}"#)
    static let finish = data(#"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#)
    static let usage = data(
        #"{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}"#)
    static let done = data("[DONE]")
    static let heartbeat = ": heartbeat\n\n"

    static func text(_ text: String) -> String {
        data(#"{"choices":[{"index":0,"delta":{"content":"\#(text)"}}]}"#)
    }

    static func error(_ status: Int, _ message: String) -> String {
        data(#"{"status_code":\#(status),"error":{"message":"\#(message)"}}"#)
    }

    static func data(_ json: String) -> String { "data: \(json)\n\n" }
}

extension ScriptedAnswer {
    /// A whole answer of one word.
    static let hello = ScriptedAnswer.events("\(Event.text("Hi"))\(Event.finish)\(Event.usage)\(Event.done)")

    static let helloAtOnce = ScriptedAnswer.json(
        200, #"{"choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}]}"#)
}

/// What a call threw, as the library's error.
func llmError<Value>(_ call: () async throws -> Value) async -> LLMError? {
    do {
        _ = try await call()
        return nil
    } catch {
        return error as? LLMError
    }
}
