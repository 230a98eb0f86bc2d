import LLM
import Testing

/// Both ways to run a model with tools; what they end in must be the same.
enum RunForm: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case whole, streamed

    var testDescription: String { rawValue }

    func run(
        _ model: TurnModel,
        _ messages: [Message] = [.user("Go")],
        tools: [Tool] = [],
        options: GenerateOptions = GenerateOptions(),
        policy: ToolRunPolicy = ToolRunPolicy()
    ) async throws -> ToolRunResult {
        switch self {
        case .whole: try await model.run(messages, tools: tools, options: options, policy: policy)
        case .streamed: try await model.streamRun(messages, tools: tools, options: options, policy: policy).collect()
        }
    }

    func failure(
        _ model: TurnModel,
        _ messages: [Message] = [.user("Go")],
        tools: [Tool] = [],
        options: GenerateOptions = GenerateOptions(),
        policy: ToolRunPolicy = ToolRunPolicy()
    ) async -> ToolRunError? {
        do {
            _ = try await run(model, messages, tools: tools, options: options, policy: policy)
            return nil
        } catch {
            return error as? ToolRunError
        }
    }
}

extension Tool {
    /// A tool that answers by a closure.
    static func of(
        _ name: String,
        timeLimit: TimeLimit = .inherit,
        _ handler: @escaping @Sendable (ToolCall, ToolContext) async throws -> ToolOutput
    ) -> Tool {
        Tool(ToolDefinition(name: name), timeLimit: timeLimit, handler: handler)
    }

    /// A tool that says its arguments.
    static func echo(_ name: String = "echo") -> Tool { of(name) { call, _ in "\(name) \(call.arguments)" } }
}

extension ToolRunResult {
    /// The results that the model was told, in order.
    var toolTexts: [String] { conversation.filter { $0.role == .tool }.map(\.text) }
}

extension ToolRunError {
    /// The results that the model was told, in order.
    var toolTexts: [String] { conversation.filter { $0.role == .tool }.map(\.text) }
}
