import LLM
import Synchronization
import TestSupport

/// A model that does what each call's script says.
struct StepModel: ChatModel {
    /// One thing that happens in a call.
    enum Step: Sendable {
        case chunk(ChatChunk)
        case fail(any Error)
        /// Something of the test's own, in the task of the call.
        case run(@Sendable () async throws -> Void)
        /// Waits until the task is cancelled.
        case hang
    }

    let modelID: String
    var boundTools: [ToolDefinition]?
    let log = CallLog()
    let script: @Sendable (_ number: Int, _ call: SeenCall) -> [Step]

    init(id modelID: String = "m", script: @escaping @Sendable (_ number: Int, _ call: SeenCall) -> [Step]) {
        self.modelID = modelID
        self.script = script
    }

    /// The same in every call.
    init(_ steps: [Step], id: String = "m") { self.init(id: id) { _, _ in steps } }

    func generate(_ messages: [Message], options: GenerateOptions) async throws -> ChatResponse {
        let steps = StepSource(begin(messages, options), log, StreamSink())
        var accumulator = ChatAccumulator()
        while let chunk = try await steps.next(isolation: #isolation) { accumulator.add(chunk) }
        var response = accumulator.response()
        response.metadata = Self.metadata
        return response
    }

    func stream(_ messages: [Message], options: GenerateOptions) -> ChatStream {
        ChatStream { recorder in
            StepSource(begin(messages, options), log, StreamSink { recorder.metadata = Self.metadata })
        }
    }

    func bindTools(_ tools: [ToolDefinition]) -> StepModel {
        var bound = self
        bound.boundTools = tools
        return bound
    }

    static let metadata = ResponseMetadata(status: 200, requestID: "r", attempts: 2)

    private func begin(_ messages: [Message], _ options: GenerateOptions) -> @Sendable () -> [Step] {
        { [log, script, boundTools] in
            let call = SeenCall(messages: messages, options: options, tools: boundTools ?? [])
            return script(log.begin(call), call)
        }
    }
}

/// A call as it reached a model.
struct SeenCall: Sendable {
    let messages: [Message]
    let options: GenerateOptions
    let tools: [ToolDefinition]
}

/// The calls of a model.
final class CallLog: Sendable {
    private let state = Mutex((calls: [SeenCall](), running: 0))

    var calls: [SeenCall] { state.withLock { $0.calls } }

    /// Calls that have begun and were neither finished nor let go of.
    var running: Int { state.withLock { $0.running } }

    /// Returns the call's number, from 0.
    func begin(_ call: SeenCall) -> Int {
        state.withLock { state in
            state.calls.append(call)
            state.running += 1
            return state.calls.count - 1
        }
    }

    func end() { state.withLock { $0.running -= 1 } }
}

/// Where a step source tells that its metadata is known.
private struct StreamSink {
    var begun: () -> Void = {}
}

private final class StepSource: ChatStreamSource {
    private let makeSteps: () -> [StepModel.Step]
    private let log: CallLog
    private let sink: StreamSink
    private var steps: ArraySlice<StepModel.Step>?

    init(_ makeSteps: @escaping () -> [StepModel.Step], _ log: CallLog, _ sink: StreamSink) {
        self.makeSteps = makeSteps
        self.log = log
        self.sink = sink
    }

    deinit { if steps != nil { log.end() } }

    func next(isolation actor: isolated (any Actor)?) async throws -> ChatChunk? {
        if steps == nil {
            steps = makeSteps()[...]
            sink.begun()
        }
        while let step = steps?.popFirst() {
            switch step {
            case .chunk(let chunk): return chunk
            case .fail(let error): throw error
            case .run(let work): try await work()
            case .hang: try await Mailslot<Void>().take()
            }
        }
        return nil
    }
}

extension StepModel.Step {
    /// A chunk that only says who speaks.
    static let role = chunk(ChatChunk(choices: [ChoiceDelta(role: .assistant)]))

    static func text(_ text: String) -> Self { .chunk(ChatChunk(choices: [ChoiceDelta(text: text)])) }

    static func finish(_ reason: FinishReason = .stop) -> Self {
        .chunk(ChatChunk(choices: [ChoiceDelta(finishReason: reason)], usage: Usage(input: 3, output: 2)))
    }

    static func fail(_ code: LLMError.Code) -> Self { .fail(LLMError(code, code.rawValue)) }
}

extension [StepModel.Step] {
    /// A whole answer of several pieces.
    static func answer(_ pieces: String...) -> [StepModel.Step] { [.role] + pieces.map { .text($0) } + [.finish()] }
}

/// Notes what happens, in order.
final class Notes: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    func add(_ line: String) { lines.withLock { $0.append(line) } }
}

/// Notes its name and calls on.
struct NamedMiddleware: ModelMiddleware {
    let name: String
    let notes: Notes

    func respond(to call: ModelCall, next: @escaping Next) async throws -> ModelAnswer {
        notes.add("\(name) in")
        defer { notes.add("\(name) out") }
        return try await next(call)
    }
}

/// Answers by a closure.
struct ClosureMiddleware: ModelMiddleware {
    let closure: @Sendable (ModelCall, @escaping Next) async throws -> ModelAnswer

    init(_ closure: @escaping @Sendable (ModelCall, @escaping Next) async throws -> ModelAnswer) {
        self.closure = closure
    }

    func respond(to call: ModelCall, next: @escaping Next) async throws -> ModelAnswer {
        try await closure(call, next)
    }
}

/// The class of the error that the work ends in; nil when it ends well or otherwise.
func code(_ work: () async throws -> Void) async -> LLMError.Code? { await llmError(work)?.code }

/// The error that the work ends in; nil when it ends well or otherwise.
func llmError(_ work: () async throws -> Void) async -> LLMError? {
    do {
        try await work()
        return nil
    } catch {
        return error as? LLMError
    }
}

/// Runs work in a task that is cancelled once the work has opened the gate; returns what it threw.
func cancelled(_ work: @escaping @Sendable (_ reached: @escaping @Sendable () -> Void) async throws -> Void) async
    -> (any Error)?
{
    let slot = Mailslot<Void>()
    let task = Task {
        // Work that ends without having reached its place must not leave the test waiting.
        defer { slot.put(()) }
        do {
            try await work { slot.put(()) }
            return nil as (any Error)?
        } catch {
            return error
        }
    }
    try? await slot.take()
    task.cancel()
    return await task.value
}

let question = [Message.user("?")]
let weather = ToolDefinition(name: "weather")
