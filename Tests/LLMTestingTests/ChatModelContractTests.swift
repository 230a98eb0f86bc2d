import LLM
import LLMTesting
import Testing

@Suite("The contract of models")
struct ChatModelContractTests {
    private static func scripted(_ situation: ChatModelSituation) -> ScriptedModel {
        switch situation {
        case .answer(let text): ScriptedModel(.text(text), repeatsLast: true)
        case .failure: ScriptedModel(.failure(LLMError(.rateLimited, "slow down")), repeatsLast: true)
        case .cut(let text): ScriptedModel(.text(pieces: [text]).cut(afterChunks: 1), repeatsLast: true)
        case .silence: ScriptedModel(.text("late").delayed(by: .seconds(3600)), repeatsLast: true)
        }
    }

    @Test(arguments: ChatModelContract.allCases)
    func isKeptByScriptedModels(_ promise: ChatModelContract) async throws {
        try await promise.check { Self.scripted($0) }
    }

    @Test(arguments: ChatModelContract.allCases)
    func isKeptBehindMiddleware(_ promise: ChatModelContract) async throws {
        try await promise.check { Self.scripted($0).with(Passing()) }
    }

    /// Or its check would show nothing.
    @Test(arguments: ChatModelContract.allCases)
    func isNotKeptByAFaithlessModel(_ promise: ChatModelContract) async {
        await #expect(throws: ChatModelContract.Violation.self) {
            try await promise.check { _ in Faithless() }
        }
    }
}

private struct Passing: ModelMiddleware {
    func respond(to call: ModelCall, next: @escaping Next) async throws -> ModelAnswer { try await next(call) }
}

/// Keeps no promise: it has no name, answers whatever is asked in every situation, and forgets its tools.
private struct Faithless: ChatModel {
    private let base = ScriptedModel("Hm.", repeatsLast: true)

    var modelID: String { "" }
    var boundTools: [ToolDefinition]? { [] }

    func generate(_ messages: [Message], options: GenerateOptions) async throws -> ChatResponse {
        try await withoutCancellation { try await base.generate(messages, options: options) }
    }

    func stream(_ messages: [Message], options: GenerateOptions) -> ChatStream {
        base.stream(messages, options: options)
    }

    func bindTools(_ tools: [ToolDefinition]) -> Faithless { self }

    private func withoutCancellation<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await Task { try await work() }.value
    }
}
