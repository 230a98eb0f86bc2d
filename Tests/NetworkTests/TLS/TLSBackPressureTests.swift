import CurlTransport
import HTTPTransport
import TestSupport
import Testing

extension Network {
    @Suite("A slow reader over TLS")
    struct TLSBackPressureTests {
        let certificates: Certificates
        let server: FaultyServer

        init() throws {
            certificates = try Certificates()
            server = try FaultyServer.http1(certificates.leaf())
        }

        @Test("holds the sender back, and gets every byte in order without an idle limit")
        func heldBack() async throws {
            let size = Pattern.amount(100 << 20)
            let transport = try CurlTransport(.http1, trusting: certificates.authorityFile)
            var request = HTTPRequest.get(server.url("/flood/\(size)"))
            request.limits.idle = .seconds(4)
            let body = try await transport.execute(request).body
            Gate().wait(limit: .seconds(5))
            // What the two sockets and our buffer can hold is far below this.
            let sent = server.seen("sent")
            #expect(sent.count < 32)
            Gate().wait(limit: .milliseconds(500))
            #expect(server.seen("sent") == sent)
            #expect(try await Pattern.read(body) == size)
            #expect(body.metrics.paused > .seconds(4))
            #expect(body.metrics.endIsTold == true)
        }

        @Test("may be paused thousands of times at small marks", arguments: [true, false])
        func manyPauses(overTLS: Bool) async throws {
            let size = Pattern.amount(200 << 20)
            let server = overTLS ? server : try FaultyServer.http1(nil)
            let transport = try CurlTransport(.http1, trusting: certificates.authorityFile) {
                $0.highWaterMark = 4096
                $0.lowWaterMark = 1024
            }
            let body = try await transport.execute(.get(server.url("/flood/\(size)"))).body
            #expect(try await Pattern.read(body) == size)
            #expect(body.metrics.paused > .zero)
            #expect(await transport.snapshot().spins == 0)
        }

        enum Way: String, CaseIterable, CustomTestStringConvertible {
            case cancel, drop, shutDown
            var testDescription: String { rawValue }
        }

        @Test(
            "that leaves closes the connection, which the server sees soon", arguments: Way.allCases,
            ["ticks", "flood/900000000"])
        func leave(_ way: Way, path: String) async throws {
            let transport = try CurlTransport(.http1, trusting: certificates.authorityFile)
            var body: HTTPBody? = try await transport.execute(.get(server.url("/" + path))).body
            _ = try await body?.read()
            #expect(server.seen("gone") == [])
            switch way {
            case .cancel: body?.cancel()
            case .drop: body = nil
            case .shutDown: await transport.shutdown(.immediate)
            }
            #expect(server.seen("gone", atLeast: 1) == ["\(server.seen("connection")[0])"])
            withExtendedLifetime(body) {}
        }
    }
}
