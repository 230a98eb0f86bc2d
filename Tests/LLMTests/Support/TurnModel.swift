import LLM
import Synchronization

/// A model that answers turn by turn as the test says, whole or in chunks, and notes how it was asked.
struct TurnModel: ChatModel {
    struct Turn: Sendable {
        var chunks: [ChatChunk] = []
        /// What ends the answer after the chunks.
        var failure: (any Error)?
        /// What `generate` returns in place of the chunks put together.
        var response: ChatResponse?
        /// What happens before the answer.
        var before: @Sendable () async throws -> Void = {}
    }

    struct Call: Sendable {
        var messages: [Message]
        var options: GenerateOptions
        var tools: [ToolDefinition]
        var isStreamed: Bool
    }

    struct NoMoreTurns: Error {}

    private final class Record: Sendable {
        let calls = Mutex<[Call]>([])
    }

    private let turns: [Turn]
    private let record = Record()
    private var tools: [ToolDefinition] = []

    init(_ turns: Turn...) { self.turns = turns }

    var modelID: String { "turns" }
    var calls: [Call] { record.calls.withLock { $0 } }

    func generate(_ messages: [Message], options: GenerateOptions) async throws -> ChatResponse {
        let turn = try begin(Call(messages: messages, options: options, tools: tools, isStreamed: false))
        try await turn.before()
        if let failure = turn.failure { throw failure }
        if let response = turn.response { return response }
        var accumulator = ChatAccumulator()
        for chunk in turn.chunks { accumulator.add(chunk) }
        return accumulator.response()
    }

    func stream(_ messages: [Message], options: GenerateOptions) -> ChatStream {
        ChatStream { _ in
            TurnSource { try begin(Call(messages: messages, options: options, tools: tools, isStreamed: true)) }
        }
    }

    func bindTools(_ tools: [ToolDefinition]) -> TurnModel {
        var bound = self
        bound.tools = tools
        return bound
    }

    private func begin(_ call: Call) throws -> Turn {
        let number = record.calls.withLock { calls in
            calls.append(call)
            return calls.count
        }
        guard number <= turns.count else { throw NoMoreTurns() }
        return turns[number - 1]
    }
}

private final class TurnSource: ChatStreamSource {
    private let begin: () throws -> TurnModel.Turn
    private var turn: TurnModel.Turn?
    private var position = 0

    init(begin: @escaping () throws -> TurnModel.Turn) { self.begin = begin }

    func next(isolation actor: isolated (any Actor)?) async throws -> ChatChunk? {
        if turn == nil {
            turn = try begin()
            try await turn?.before()
        }
        guard let turn else { return nil }
        position += 1
        if position <= turn.chunks.count { return turn.chunks[position - 1] }
        if let failure = turn.failure { throw failure }
        return nil
    }
}

extension TurnModel.Turn {
    /// An answer in words.
    static func text(_ text: String, usage: Usage? = nil) -> Self {
        Self(chunks: [
            ChatChunk(choices: [ChoiceDelta(text: text)]),
            ChatChunk(choices: [ChoiceDelta(finishReason: .stop)], usage: usage),
        ])
    }

    /// An answer that calls tools, the arguments in two pieces.
    static func calls(
        _ calls: ToolCall..., text: String = "", finishReason: FinishReason? = .toolCalls, usage: Usage? = nil
    ) -> Self {
        var chunks = text.isEmpty ? [] : [ChatChunk(choices: [ChoiceDelta(text: text)])]
        for (index, call) in calls.enumerated() {
            let half = call.arguments.index(call.arguments.startIndex, offsetBy: call.arguments.count / 2)
            let head = ToolCallDelta(
                index: index, id: call.id, name: call.name, arguments: String(call.arguments[..<half]))
            let tail = ToolCallDelta(index: index, arguments: String(call.arguments[half...]))
            chunks += [head, tail].map { ChatChunk(choices: [ChoiceDelta(toolCalls: [$0])]) }
        }
        chunks.append(ChatChunk(choices: [ChoiceDelta(finishReason: finishReason)], usage: usage))
        return Self(chunks: chunks)
    }

    /// An answer that fails after its chunks.
    static func failing(_ error: any Error, after turn: Self = Self()) -> Self {
        var turn = turn
        turn.failure = error
        return turn
    }

    /// The same answer, once something has happened.
    func after(_ event: @escaping @Sendable () async throws -> Void) -> Self {
        var turn = self
        turn.before = event
        return turn
    }
}

extension ToolCall {
    /// A call with no arguments unless they matter.
    static func of(_ name: String, _ arguments: String = "{}", id: String? = nil) -> ToolCall {
        ToolCall(id: id ?? "call_\(name)", name: name, arguments: arguments)
    }
}
