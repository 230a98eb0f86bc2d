import CurlTransport
import Foundation
import HTTPTransport
import Testing

extension Network {
    @Suite("What the other suites stand on")
    struct SupportTests {
        @Test("a server with a throw-away certificate is trusted by who trusts its authority, and by nobody else")
        func certificate() async throws {
            let certificates = try Certificates()
            let leaf = try certificates.leaf()
            let server = try ServerProcess.start("openssl") { port, _ in
                ["s_server", "-accept", "\(port)", "-cert", leaf.certificateFile, "-key", leaf.keyFile, "-www", "-4"]
            }
            let request = HTTPRequest.get("https://localhost:\(server.port)/")
            let trusting = try CurlTransport(.http1, trusting: certificates.authorityFile)
            #expect(try await trusting.execute(request).head.status == 200)
            let other = try Certificates()
            let stranger = try CurlTransport(.http1, trusting: other.authorityFile)
            let error = await #expect(throws: HTTPTransportError.self) { try await stranger.execute(request) }
            #expect(error?.code == .tls)
            withExtendedLifetime((certificates, other)) {}
            server.stop()
            #expect(!Loopback.accepts(server.port))
        }

        @Test("a program that ends at once is an error with its words")
        func endsAtOnce() {
            #expect(
                performing: { try ServerProcess.start("openssl") { _, _ in ["s_server", "-not-an-option"] } },
                throws: { String(describing: $0).contains("not-an-option") })
        }

        @Test("the folder of a server goes with it")
        func cleansUp() throws {
            var certificates: Certificates? = try Certificates()
            let file = try #require(certificates?.authorityFile)
            #expect(FileManager.default.fileExists(atPath: file))
            certificates = nil
            #expect(!FileManager.default.fileExists(atPath: file))
        }
    }
}
