import Bifrost
import BifrostTesting
import CurlTransport
import Foundation
import Testing

/// A gateway beside us, on a socket in the file system.
@Suite(.timeLimit(.minutes(5)))
struct UnixSocketTests {
    @Test func streamsOverAUnixSocket() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "bifrost-\(UUID().uuidString.prefix(8)).sock")
        defer { try? FileManager.default.removeItem(at: path) }
        var served = EmbeddedGateway.Configuration()
        served.unixSocketPath = path.path()
        let gateway = try await EmbeddedGateway.start(served)
        var configuration = CurlTransport.Configuration()
        configuration.unixSocketPath = path.path()
        let model = try BifrostModel(
            ProviderConfig(model: "openai/gpt-4o", baseURL: "http://localhost/v1"),
            transport: CurlTransport(configuration))
        let reply = try await model.stream([.user("What is the capital of France?")]).collect()
        #expect(reply.text == "The capital of France is Paris.")
        #expect(gateway.requests.first?.values(of: "host") == ["localhost"])
        await gateway.stop()
    }
}
