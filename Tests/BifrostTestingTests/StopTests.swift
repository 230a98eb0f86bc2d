import BifrostTesting
import Testing

@Suite("A gateway that is stopped", .timeLimit(.minutes(5)))
struct StopTests {
    /// Some are in the kernel's queue when it stops, some are just being accepted.
    @Test("while connections arrive keeps none of them")
    func arriving() async throws {
        for _ in 0..<20 {
            let gateway = try await EmbeddedGateway.start()
            let clients = try (0..<64).map { _ in try Client(port: gateway.port) }
            await gateway.stop()
            try await gateway.openConnections(0)
            clients.forEach { $0.close() }
        }
    }
}
