import BifrostTesting

/// Runs a body against a fresh gateway and a connected client, and stops both.
func withGateway(
    _ configuration: EmbeddedGateway.Configuration = .init(),
    _ body: (EmbeddedGateway, Client) async throws -> Void
) async throws {
    let gateway = try await EmbeddedGateway.start(configuration)
    do {
        let client = try Client(port: gateway.port)
        try await body(gateway, client)
        client.close()
    } catch {
        await gateway.stop()
        throw error
    }
    await gateway.stop()
}

/// A chat request with further members.
func chatBody(_ prompt: String, _ more: String = "", model: String = "openai/gpt-4o-mini") -> String {
    "{\"model\":\"\(model)\",\"messages\":[{\"role\":\"user\",\"content\":\"\(prompt)\"}]\(more.isEmpty ? "" : ",")\(more)}"
}
