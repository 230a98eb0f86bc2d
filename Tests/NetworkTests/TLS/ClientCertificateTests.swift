import CurlTransport
import Foundation
import HTTPTransport
import Testing

extension Network {
    @Suite("A server that wants to know the client")
    struct ClientCertificateTests {
        typealias Identity = CurlTransport.Configuration.TLS.Identity
        typealias PEM = CurlTransport.Configuration.TLS.PEM

        static let passphrase = "open sesame"

        let ours: Certificates
        let client: Certificates.Leaf

        init() throws {
            ours = try Certificates()
            client = try ours.leaf("client", usage: .client)
        }

        enum Place: String, CaseIterable, CustomTestStringConvertible {
            case files, texts, encryptedFiles, encryptedTexts
            var testDescription: String { rawValue }
        }

        @Test("takes the right certificate, wherever it comes from", arguments: Place.allCases)
        func right(_ place: Place) async throws {
            let server = try FaultyServer.http1(ours.leaf(), "--clients", ours.authorityFile)
            let transport = try transport(try identity(in: place))
            #expect(try await transport.execute(.get(server.url("/plain"))).body.text() == "hello")
        }

        private func identity(in place: Place) throws -> Identity {
            let encrypted = try ours.encryptKey(of: client, passphrase: Self.passphrase)
            return switch place {
            case .files: Identity(certificate: .file(client.certificateFile), privateKey: .file(client.keyFile))
            case .texts: Identity(certificate: try text(client.certificateFile), privateKey: try text(client.keyFile))
            case .encryptedFiles:
                Identity(
                    certificate: .file(client.certificateFile), privateKey: .file(encrypted),
                    passphrase: Self.passphrase)
            case .encryptedTexts:
                Identity(
                    certificate: try text(client.certificateFile), privateKey: try text(encrypted),
                    passphrase: Self.passphrase)
            }
        }

        private func text(_ file: String) throws -> PEM { .text(try String(contentsOfFile: file, encoding: .utf8)) }

        @Test(
            "refuses a client without a certificate, or with another authority's", arguments: [true, false],
            [true, false])
        func wrong(isShown: Bool, old: Bool) async throws {
            let arguments = ["--clients", ours.authorityFile]
            let server =
                old
                ? try FaultyServer.http1(ours.leaf(), arguments[0], arguments[1], "--tls12")
                : try FaultyServer.http1(ours.leaf(), arguments[0], arguments[1])
            let stranger = try Certificates().leaf("client", usage: .client)
            let identity = Identity(certificate: .file(stranger.certificateFile), privateKey: .file(stranger.keyFile))
            let transport = try transport(isShown ? identity : nil)
            let error = await #expect(throws: HTTPTransportError.self) {
                try await transport.execute(.post(server.url("/plain")))
            }
            // TLS 1.3 lets the client send its request before the server has judged its certificate (RFC 8446
            // section 4.4.2.4): the refusal comes as an alert instead of the answer.
            #expect(error?.code == (old ? .tls : .connectionLost))
            #expect(error?.requestMayHaveArrived == !old)
            #expect(server.seen("handshake", atLeast: 1).count == 1)
            #expect(server.seen("request") == [])
        }

        @Test("is not even asked when the key cannot be used", arguments: ["wrong", "another's key", "missing file"])
        func unusable(_ why: String) async throws {
            let server = try FaultyServer.http1(ours.leaf(), "--clients", ours.authorityFile)
            var identity = try identity(in: .encryptedFiles)
            switch why {
            case "wrong": identity.passphrase = "open barley"
            case "another's key":
                identity = try self.identity(in: .files)
                identity.privateKey = .file(try ours.leaf("another", usage: .client).keyFile)
            default: identity.certificate = .file(client.certificateFile + ".missing")
            }
            let transport = try transport(identity)
            let error = await #expect(throws: HTTPTransportError.self) {
                try await transport.execute(.post(server.url("/plain")))
            }
            #expect(error?.code == .tls)
            #expect(error?.requestMayHaveArrived == false)
            #expect(error.map { !"\($0)".contains("barley") && !"\($0)".contains(Self.passphrase) } == true)
            #expect(server.seen("connection") == [])
        }

        private func transport(_ identity: Identity?) throws -> CurlTransport {
            try CurlTransport(.http1, trusting: ours.authorityFile) { $0.tls.identity = identity }
        }
    }
}
