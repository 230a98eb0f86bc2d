import Bifrost

/// Uses a model, so that the linker has to keep the client with all that it needs.
@main
struct Linkage {
    static func main() async throws {
        let config = ProviderConfig(model: "openai/gpt-4o", baseURL: "http://127.0.0.1:9/v1")
        let reply = try await BifrostModel(config).generate([.user("Hello")])
        print(reply.text)
    }
}
