import LLM
import Synchronization

/// Holds tasks back until the test lets them go on.
final class Latch: Sendable {
    private struct State {
        var isOpen = false
        var waiters: [Int: CheckedContinuation<Void, any Error>] = [:]
        var lastID = 0
    }

    private let state = Mutex(State())

    func open() {
        let waiters = state.withLock { state in
            state.isOpen = true
            defer { state.waiters = [:] }
            return state.waiters
        }
        for waiter in waiters.values { waiter.resume() }
    }

    func wait() async throws {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isOpen = state.withLock { state in
                    if !state.isOpen { state.waiters[id] = continuation }
                    return state.isOpen
                }
                if isOpen { continuation.resume() }
                if Task.isCancelled { cancel(id) }
            }
        } onCancel: {
            cancel(id)
        }
    }

    private func cancel(_ id: Int) {
        state.withLock { $0.waiters.removeValue(forKey: id) }?.resume(throwing: CancellationError())
    }
}

/// Lets other tasks run until something holds; a test that waits in vain is ended by its time limit.
func until(_ condition: @Sendable () -> Bool) async {
    while !condition() { await Task.yield() }
}

/// A model whose calls do what the test says, and that keeps a journal of them.
struct StagedModel: ChatModel {
    /// What a call does next.
    enum Step: Sendable {
        case chunk(ChatChunk)
        case wait(Latch)
        /// Lets others run so many times.
        case yield(Int)
        case fail(any Error)
        /// Never ends by itself.
        case hang
    }

    /// What has happened so far.
    struct Journal: Sendable {
        /// Calls that were begun, in order, by the text of their last message.
        var begun: [String] = []
        /// The options that they came with.
        var options: [GenerateOptions] = []
        /// Calls that are under way.
        var open = 0
        /// The most that were under way at once.
        var mostOpen = 0
    }

    final class Stage: Sendable {
        private let content = Mutex(Journal())
        var journal: Journal { content.withLock { $0 } }

        /// Notes the beginning of a call and returns its number, from 0.
        func begin(_ messages: [Message], _ options: GenerateOptions) -> Int {
            content.withLock { journal in
                journal.begun.append(messages.last?.text ?? "")
                journal.options.append(options)
                journal.open += 1
                journal.mostOpen = max(journal.mostOpen, journal.open)
                return journal.begun.count - 1
            }
        }

        func end() { content.withLock { $0.open -= 1 } }
    }

    let modelID: String
    let stage = Stage()
    var attempts = 1
    let script: @Sendable (_ number: Int, _ text: String) -> [Step]

    init(
        _ modelID: String = "staged", attempts: Int = 1,
        script: @escaping @Sendable (_ number: Int, _ text: String) -> [Step]
    ) {
        self.modelID = modelID
        self.attempts = attempts
        self.script = script
    }

    /// Makes a model each of whose calls does the same.
    init(_ modelID: String = "staged", attempts: Int = 1, always steps: [Step]) {
        self.init(modelID, attempts: attempts) { _, _ in steps }
    }

    var journal: Journal { stage.journal }

    func generate(_ messages: [Message], options: GenerateOptions) async throws -> ChatResponse {
        try await stream(messages, options: options).collect()
    }

    func stream(_ messages: [Message], options: GenerateOptions) -> ChatStream {
        ChatStream { recorder in
            recorder.metadata = ResponseMetadata(attempts: attempts)
            let number = stage.begin(messages, options)
            return Source(stage, script(number, messages.last?.text ?? ""))
        }
    }

    func bindTools(_ tools: [ToolDefinition]) -> StagedModel { self }

    private final class Source: ChatStreamSource {
        private let stage: Stage
        private var steps: [Step]
        private var isOpen = true
        private let never = Latch()

        init(_ stage: Stage, _ steps: [Step]) {
            self.stage = stage
            self.steps = steps.reversed()
        }

        deinit { end() }

        func next(isolation actor: isolated (any Actor)?) async throws -> ChatChunk? {
            do {
                let chunk = try await step()
                if chunk == nil { end() }
                return chunk
            } catch {
                end()
                throw error
            }
        }

        /// With the last chunk, not only when nobody holds the stream any more: a finished task may for a moment.
        private func end() {
            if isOpen { stage.end() }
            isOpen = false
        }

        private func step() async throws -> ChatChunk? {
            while let step = steps.popLast() {
                try Task.checkCancellation()
                switch step {
                case .chunk(let chunk): return chunk
                case .wait(let latch): try await latch.wait()
                case .yield(let count): for _ in 0..<count { await Task.yield() }
                case .fail(let error): throw error
                case .hang: try await never.wait()
                }
            }
            return nil
        }
    }
}

extension StagedModel.Step {
    static func text(_ text: String) -> Self { .chunk(ChatChunk(choices: [ChoiceDelta(text: text)])) }

    /// Says who speaks, as a first chunk does, and nothing else.
    static var role: Self { .chunk(ChatChunk(choices: [ChoiceDelta(role: .assistant)])) }

    static func finish(usage: Usage? = nil) -> Self {
        .chunk(ChatChunk(choices: [ChoiceDelta(finishReason: .stop)], usage: usage))
    }

    static func failure(_ code: LLMError.Code, retryAfter: Duration? = nil, attempts: Int = 1) -> Self {
        var error = LLMError(code, "scripted")
        error.retryAfter = retryAfter
        error.previousAttempts = Array(repeating: LLMError.Attempt(code: code, message: ""), count: attempts - 1)
        return .fail(error)
    }
}

extension [StagedModel.Step] {
    static func answer(_ text: String = "yes", tokens: Int? = nil) -> Self {
        [.role, .text(text), .finish(usage: tokens.map { Usage(total: $0) })]
    }
}

/// Notes what tasks do, in order.
final class OrderedNotes<Note: Sendable>: Sendable {
    private let content = Mutex<[Note]>([])
    var all: [Note] { content.withLock { $0 } }

    /// Adds a note and returns how many there are.
    @discardableResult
    func add(_ note: Note) -> Int {
        content.withLock { notes in
            notes.append(note)
            return notes.count
        }
    }

    /// Lets go of all notes.
    func removeAll() { content.withLock { $0 = [] } }
}

/// What a call ended in, other than an answer.
func failure(_ body: () async throws -> Void) async -> (any Error)? {
    do {
        try await body()
        return nil
    } catch {
        return error
    }
}
