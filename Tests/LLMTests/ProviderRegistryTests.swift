import LLM
import Testing

@Suite("Providers by name")
struct ProviderRegistryTests {
    private struct NamedModel: ChatModel {
        var modelID: String

        func generate(_ messages: [Message], options: GenerateOptions) async throws -> ChatResponse { ChatResponse() }
        func stream(_ messages: [Message], options: GenerateOptions) -> ChatStream { fatalError("not streamed here") }
        func bindTools(_ tools: [ToolDefinition]) -> NamedModel { self }
    }

    @Test("a registered provider makes models from the configuration")
    func makes() throws {
        var registry = ProviderRegistry()
        try registry.register("one") { config in NamedModel(modelID: config.model) }
        #expect(try registry.model("one", ProviderConfig(model: "m")).modelID == "m")
        #expect(registry.names == ["one"])
    }

    @Test("an unknown name lists the known ones, sorted")
    func unknown() throws {
        var registry = ProviderRegistry()
        for name in ["b", "a"] { try registry.register(name) { NamedModel(modelID: $0.model) } }
        let error = #expect(throws: LLMError.self) { try registry.model("c", ProviderConfig()) }
        #expect(error?.code == .configuration)
        #expect(error?.message == "unknown provider \"c\"; known: a, b")
    }

    @Test("a name that is taken is refused, and the first stays")
    func taken() throws {
        var registry = ProviderRegistry()
        try registry.register("one") { _ in NamedModel(modelID: "first") }
        let error = #expect(throws: LLMError.self) {
            try registry.register("one") { _ in NamedModel(modelID: "second") }
        }
        #expect(error?.code == .configuration)
        #expect(try registry.model("one", ProviderConfig()).modelID == "first")
    }
}
