import CurlTransport
import Foundation
import HTTPTransport
import Testing

extension Network {
    @Suite("Whom a client trusts")
    struct TrustTests {
        typealias TLS = CurlTransport.Configuration.TLS

        let ours: Certificates

        init() throws { ours = try Certificates() }

        @Test(
            "a private authority is given by file or in memory, and its connection is kept", arguments: [true, false])
        func trusted(inMemory: Bool) async throws {
            let server = try FaultyServer.http1(ours.leaf())
            let text = try ours.authorityText
            let transport = try CurlTransport(.http1) {
                $0.tls.authorities = inMemory ? .pem(text) : .file(ours.authorityFile)
            }
            for round in 0..<3 {
                let body = try await transport.execute(.get(server.url("/plain"))).body
                #expect(try await body.text() == "hello")
                #expect(body.metrics.reusedConnection == (round > 0))
            }
            #expect(server.seen("connection").count == 1)
        }

        /// A server and a client of which one must not trust the other.
        struct Mismatch: Sendable, CustomTestStringConvertible {
            var testDescription: String
            var hosts = Certificates.loopback
            var isExpired = false
            var arguments: [String] = []
            var adjust: @Sendable (inout TLS, Certificates) throws -> Void = { _, _ in }
        }

        static let mismatches = [
            Mismatch(testDescription: "unknown authority") { tls, _ in
                tls.authorities = .pem(try Certificates().authorityText)
            },
            Mismatch(testDescription: "the system's authorities") { tls, _ in tls.authorities = .system },
            Mismatch(testDescription: "expired", isExpired: true),
            Mismatch(testDescription: "another host's certificate", hosts: ["DNS:other.example", "IP:127.0.0.2"]),
            Mismatch(testDescription: "no file of authorities") { tls, ours in
                tls.authorities = .file(ours.authorityFile + ".missing")
            },
            Mismatch(testDescription: "authorities that are no certificates") { tls, _ in
                tls.authorities = .pem("nonsense\n")
            },
            Mismatch(testDescription: "an older TLS than asked for", arguments: ["--tls12"]) { tls, _ in
                tls.minimumVersion = .v1_3
            },
            Mismatch(testDescription: "another public key") { tls, ours in
                tls.pinnedPublicKeys = [try ours.pin(of: ours.leaf("another"))]
            },
        ]

        @Test("a server that is not to be trusted gets no request, and is asked once", arguments: mismatches)
        func refused(_ mismatch: Mismatch) async throws {
            let leaf = try ours.leaf(hosts: mismatch.hosts, expired: mismatch.isExpired)
            let server =
                try mismatch.arguments.isEmpty ? FaultyServer.http1(leaf) : .http1(leaf, mismatch.arguments[0])
            var tls = TLS()
            tls.authorities = .file(ours.authorityFile)
            try mismatch.adjust(&tls, ours)
            let transport = try CurlTransport(.http1) { $0.tls = tls }
            let error = await #expect(throws: HTTPTransportError.self) {
                try await transport.execute(.post(server.url("/plain")))
            }
            #expect(error?.code == .tls)
            #expect(error?.requestMayHaveArrived == false)
            #expect(error?.nativeMessage?.isEmpty == false)
            #expect(server.seen("request") == [])
            // A file that cannot be read is found out before the first byte, which the server does not count.
            #expect(server.seen("connection").count <= 1)
        }

        @Test("a file of authorities that is missing is named in the error")
        func missingFile() async throws {
            let server = try FaultyServer.http1(ours.leaf())
            let transport = try CurlTransport(.http1, trusting: ours.authorityFile + ".missing")
            let error = await #expect(throws: HTTPTransportError.self) {
                try await transport.execute(.get(server.url("/plain")))
            }
            #expect(error?.nativeMessage?.contains("ca.pem.missing") == true)
        }

        @Test("the oldest version is no more than that")
        func versions() async throws {
            let server = try FaultyServer.http1(ours.leaf(), "--tls12")
            let transport = try CurlTransport(.http1, trusting: ours.authorityFile)
            #expect(try await transport.execute(.get(server.url("/plain"))).body.text() == "hello")
        }

        @Test("one of several pinned keys is enough")
        func pinned() async throws {
            let leaf = try ours.leaf()
            let server = try FaultyServer.http1(leaf)
            let pins = [try ours.pin(of: ours.leaf("another")), try ours.pin(of: leaf)]
            let transport = try CurlTransport(.http1, trusting: ours.authorityFile) { $0.tls.pinnedPublicKeys = pins }
            #expect(try await transport.execute(.get(server.url("/plain"))).body.text() == "hello")
        }

        @Test("a pinned key does not replace the authority")
        func pinnedStranger() async throws {
            let leaf = try ours.leaf()
            let server = try FaultyServer.http1(leaf)
            let (stranger, pin) = (try Certificates().authorityText, try ours.pin(of: leaf))
            let transport = try CurlTransport(.http1) {
                $0.tls.authorities = .pem(stranger)
                $0.tls.pinnedPublicKeys = [pin]
            }
            let error = await #expect(throws: HTTPTransportError.self) {
                try await transport.execute(.get(server.url("/plain")))
            }
            #expect(error?.code == .tls)
        }
    }
}
