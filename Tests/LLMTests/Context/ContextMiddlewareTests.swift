import LLM
import LLMTesting
import Testing

struct ContextMiddlewareTests {
    private let talk: [Message] = [.user("0123456789"), .assistant("0123456789"), .user("abcdefghij")]

    private func window(_ budget: Int) -> ContextWindow {
        ContextWindow(budget: budget, counter: ByteCounter(), costs: TokenCosts(message: 0, tool: 0))
    }

    @Test func theModelSeesWhatFits() async throws {
        let script = ScriptedModel("a", "b", "c")
        let model = script.with(window(29))
        _ = try await model.generate(talk)
        _ = try await model.stream(talk).collect()
        _ = try await script.with(window(35)).bindTools([ToolDefinition(name: "123456")]).generate(talk)
        #expect(script.calls.map(\.messages) == [[talk[2]], [talk[2]], [talk[2]]])
    }

    @Test func whatDoesNotFitIsNotSent() async throws {
        let script = ScriptedModel("a")
        let error = await #expect(throws: LLMError.self) { try await script.with(window(9)).generate(talk) }
        #expect(error?.code == .configuration && error?.isRetryable == false)
        #expect(error?.cause as? ContextWindowError == ContextWindowError(.tooLarge, budget: 9, needed: 10))
        #expect(script.calls.isEmpty)
    }
}
