@testable import BifrostTesting
import Testing

/// Paths, keys, models and health.
@Suite(.timeLimit(.minutes(5)))
struct RoutingTests {
    @Test
    func health() async throws {
        try await withGateway { _, client in
            try client.get("/health")
            #expect(try client.answer().text == #"{"status":"ok","components":{"db_pings":"ok"}}"#)
        }
    }

    @Test(arguments: [
        ("GET", "/models", 200, "text/html; charset=utf-8"), ("GET", "/", 200, "text/html; charset=utf-8"),
        ("POST", "/chat/completions", 405, "text/plain; charset=utf-8"),
        ("DELETE", "/v1/chat/completions", 404, "application/json"),
    ])
    func unknownPaths(method: String, path: String, status: Int, type: String) async throws {
        try await withGateway { _, client in
            try client.send("\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
            let answer = try client.answer()
            #expect(answer.status == status)
            #expect(answer.header("content-type") == type)
        }
    }

    @Test
    func nativeModelsHavePagesAndNoObject() async throws {
        var configuration = EmbeddedGateway.Configuration()
        configuration.models = ["openai/a", "anthropic/b", "openai/c"]
        try await withGateway(configuration) { _, client in
            try client.get("/v1/models?provider=openai&page_size=1")
            let first = try client.answer().json()
            #expect(first["object"] == nil)
            #expect(first["data"]?.array?.compactMap { $0["id"]?.string } == ["openai/a"])
            let token = try #require(first["next_page_token"]?.string)
            try client.get("/v1/models?provider=openai&page_size=1&page_token=\(token)")
            let second = try client.answer().json()
            #expect(second["data"]?.array?.compactMap { $0["id"]?.string } == ["openai/c"])
            #expect(second["next_page_token"] == nil)
        }
    }

    @Test(arguments: [("", ["openai/a"]), ("x-bf-model-provider: all\r\n", ["openai/a", "anthropic/b"])])
    func dropInModels(header: String, expected: [String]) async throws {
        var configuration = EmbeddedGateway.Configuration()
        configuration.models = ["openai/a", "anthropic/b"]
        try await withGateway(configuration) { _, client in
            try client.get("/openai/v1/models", headers: header)
            let list = try client.answer().json()
            #expect(list["object"] == "")
            #expect(list["data"]?.array?.compactMap { $0["id"]?.string } == expected)
            #expect(list["data"]?.array?.allSatisfy { $0["object"] == "model" } == true)
        }
    }

    @Test(arguments: ["Authorization: bearer k\r\n", "x-bf-vk: k\r\n", "X-Api-Key: k\r\n"])
    func anyPlaceForAnAcceptedKey(header: String) async throws {
        var configuration = EmbeddedGateway.Configuration()
        configuration.acceptedKeys = ["k"]
        try await withGateway(configuration) { _, client in
            try client.get("/v1/models", headers: header)
            #expect(try client.answer().status == 200)
        }
    }

    @Test(arguments: [("", "virtual_key_required"), ("x-bf-vk: other\r\n", nil)])
    func otherKeysAreRefused(header: String, type: String?) async throws {
        var configuration = EmbeddedGateway.Configuration()
        configuration.acceptedKeys = ["k"]
        try await withGateway(configuration) { _, client in
            try client.post("/v1/chat/completions", chatBody("Hello"), headers: header)
            let answer = try client.answer()
            #expect(answer.status == 401)
            #expect(answer.header("x-bifrost-request-id") != nil)
            let envelope = try answer.json()
            #expect(envelope["type"]?.string == type)
            #expect(envelope["status_code"] == 401)
            #expect(envelope["error"]?["message"] == "Unauthorized")
        }
    }
}
