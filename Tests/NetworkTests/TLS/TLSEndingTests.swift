import CurlTransport
import HTTPTransport
import Testing

extension Network {
    @Suite("An answer over TLS that is cut")
    struct TLSEndingTests {
        let certificates: Certificates
        let transport: CurlTransport

        init() throws {
            certificates = try Certificates()
            transport = try CurlTransport(.http1, trusting: certificates.authorityFile)
        }

        enum Framing: String, CaseIterable, CustomTestStringConvertible {
            case length, chunk, lastchunk
            var testDescription: String { rawValue }
        }

        enum Ending: String, CaseIterable, CustomTestStringConvertible {
            /// FIN behind a close_notify, where there is TLS.
            case told
            /// FIN alone.
            case untold
            /// RST.
            case reset
            var testDescription: String { rawValue }
        }

        @Test("is a lost connection, however it is cut", arguments: Framing.allCases, Ending.allCases)
        func cut(_ framing: Framing, _ ending: Ending) async throws {
            for leaf in [try certificates.leaf(), nil] {
                let server = try FaultyServer.http1(leaf)
                let body = try await transport.execute(.post(server.url("/cut/\(framing)/\(ending)"))).body
                #expect(String(decoding: try await body.read() ?? [], as: UTF8.self) == "part")
                let error = await #expect(throws: HTTPTransportError.self) { _ = try await body.collect() }
                #expect(error?.code == .connectionLost)
                #expect(error?.requestMayHaveArrived == true)
                #expect(body.metrics.endIsTold == nil)
                #expect(server.seen("request").count == 1)
            }
        }

        @Test("or has no told end, when the connection is its only frame", arguments: Ending.allCases)
        func closeDelimited(_ ending: Ending) async throws {
            for leaf in [try certificates.leaf(), nil] {
                let server = try FaultyServer.http1(leaf)
                let body = try await transport.execute(.post(server.url("/cut/close/\(ending)"))).body
                var text = ""
                do {
                    while let bytes = try await body.read() { text += String(decoding: bytes, as: UTF8.self) }
                    #expect(ending != .reset)
                    #expect(body.metrics.endIsTold == false)
                } catch let error as HTTPTransportError {
                    // Without close_notify, 7.88 takes the end for a good one, 7.81 and 8.14 do not.
                    #expect(ending == .reset || ending == .untold && leaf != nil)
                    #expect(error.code == .connectionLost)
                }
                #expect(text == "part")
            }
        }

        @Test("or garbled, is a lost connection after the bytes that were right")
        func flipped() async throws {
            let server = try FaultyServer.http1(certificates.leaf())
            let relay = try server.flipping(1_000_000)
            let body = try await transport.execute(.get(relay.url("/flood/10000000"))).body
            var count = 0
            let error = await #expect(throws: HTTPTransportError.self) {
                while let bytes = try await body.read() {
                    #expect(Pattern.continues(bytes, at: count))
                    count += bytes.count
                }
            }
            #expect([.connectionLost, .tls].contains(error?.code))
            #expect(count < 1_000_000)
            #expect(server.seen("request").count == 1)
        }
    }
}
