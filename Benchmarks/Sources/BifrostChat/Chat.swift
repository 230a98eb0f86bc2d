import Bifrost

/// Streams one chat; without a URL it only gets ready.
///
///     bifrost-chat [BASE_URL]
///
/// Prints how many bytes of text came.
@main
enum Chat {
    static func main() async throws {
        let url = CommandLine.arguments.dropFirst().first
        let config = ProviderConfig(model: "gpt-4o-mini", apiKey: "sk-bench", baseURL: url ?? "http://127.0.0.1:9/v1")
        let model = try BifrostModel(config)
        guard url != nil else { return }
        var size = 0
        for try await chunk in model.stream([.user("Tell me of the sea.")]) { size += chunk.delta.utf8.count }
        print(size)
    }
}
