import LLM
import Synchronization

/// A model whose answers to structured calls are given in advance, the last one for all further calls.
struct StructuredModel: ChatModel {
    /// A call as it came.
    struct Call {
        var messages: [Message]
        var options: GenerateOptions
        var tools: [ToolDefinition]

        var schemaFormat: JSONSchemaFormat? {
            if case .jsonSchema(let format)? = options.responseFormat { format } else { nil }
        }
    }

    private final class Journal: Sendable {
        let calls = Mutex<[Call]>([])
    }

    let modelID = "test/structured"
    private let journal = Journal()
    private let answers: [@Sendable () async throws -> ChatResponse]
    private var tools: [ToolDefinition] = []

    init(_ answers: [@Sendable () async throws -> ChatResponse]) { self.answers = answers }

    init(_ responses: ChatResponse...) { self.init(responses.map { response in { response } }) }

    var calls: [Call] { journal.calls.withLock { $0 } }

    func generate(_ messages: [Message], options: GenerateOptions) async throws -> ChatResponse {
        let count = note(messages, options)
        return try await answers[min(count, answers.count) - 1]()
    }

    func stream(_ messages: [Message], options: GenerateOptions) -> ChatStream {
        ChatStream { _ in
            let count = note(messages, options)
            return Chunks { try await answers[min(count, answers.count) - 1]().chunks }
        }
    }

    func bindTools(_ tools: [ToolDefinition]) -> StructuredModel {
        var model = self
        model.tools = tools
        return model
    }

    private func note(_ messages: [Message], _ options: GenerateOptions) -> Int {
        journal.calls.withLock { calls in
            calls.append(Call(messages: messages, options: options, tools: tools))
            return calls.count
        }
    }

    private final class Chunks: ChatStreamSource {
        private let make: () async throws -> [ChatChunk]
        private var rest: ArraySlice<ChatChunk>?

        init(_ make: @escaping () async throws -> [ChatChunk]) { self.make = make }

        func next(isolation actor: isolated (any Actor)?) async throws -> ChatChunk? {
            try Task.checkCancellation()
            if rest == nil { rest = try await make()[...] }
            return rest?.popFirst()
        }
    }
}

extension ChatResponse {
    /// An answer of text.
    static func text(_ text: String, _ reason: FinishReason = .stop, usage: Usage? = nil) -> ChatResponse {
        ChatResponse(choices: [Choice(index: 0, message: .assistant(text), finishReason: reason)], usage: usage)
    }

    /// An answer of tool calls.
    static func calls(_ calls: ToolCall...) -> ChatResponse {
        let message = Message.assistant("", toolCalls: calls)
        return ChatResponse(choices: [Choice(index: 0, message: message, finishReason: .toolCalls)])
    }

    /// A refusal.
    static func refusal(_ text: String, usage: Usage? = nil) -> ChatResponse {
        let message = Message(role: .assistant, refusal: text)
        return ChatResponse(choices: [Choice(index: 0, message: message, finishReason: .stop)], usage: usage)
    }

    /// The answer in chunks of one scalar.
    fileprivate var chunks: [ChatChunk] {
        let calls = toolCalls.flatMap { call in
            [ToolCallDelta(id: call.id, name: call.name)]
                + call.arguments.unicodeScalars.map {
                    ToolCallDelta(arguments: String($0))
                }
        }
        let pieces =
            text.unicodeScalars.map { ChoiceDelta(text: String($0)) } + calls.map { ChoiceDelta(toolCalls: [$0]) }
            + [ChoiceDelta(refusal: refusal, finishReason: finishReason)]
        return pieces.map { ChatChunk(choices: [$0]) } + [ChatChunk(usage: usage)]
    }
}
