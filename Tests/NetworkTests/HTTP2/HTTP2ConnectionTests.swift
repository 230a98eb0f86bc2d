import CurlTransport
import HTTPTransport
import TestSupport
import Testing

extension Network {
    @Suite("Connections over HTTP/2")
    struct HTTP2ConnectionTests {
        @Test("a hundred calls one after the other use one connection")
        func oneAfterTheOther() async throws {
            let pair = try HTTP2Pair()
            for _ in 0..<100 { #expect(try await pair.post("/plain").text == "hello") }
            #expect(try await pair.isConnectionReused())
        }

        @Test("many at once share connections, of which each has at most 25 streams")
        func shared() async throws {
            let pair = try HTTP2Pair()
            try await burst(60, "/delay/1", pair)
            #expect(pair.server.seen("request").count == 60)
            let peaks = Self.peaks(pair.server)
            #expect(peaks.values.allSatisfy { $0 <= 25 })
            #expect(3...6 ~= peaks.count)
        }

        @Test("two hundred at once succeed where a connection takes thirty")
        func enoughStreams() async throws {
            let pair = try HTTP2Pair("--streams", "30")
            try await burst(200, "/delay/0.2", pair)
            #expect(pair.server.seen("request").count == 200)
            #expect(pair.server.seen("refused") == [])
            #expect(pair.server.seen("connection").count <= 20)
        }

        /// A server, and how soon its answers begin.
        struct SmallServer: Sendable, CustomTestStringConvertible {
            var streams: Int
            var delay: String
            var count = 64
            var testDescription: String { "\(count) at \(streams) streams, answers after \(delay) s" }
        }

        static let smallServers = [
            SmallServer(streams: 1, delay: "0.2", count: 16), SmallServer(streams: 2, delay: "0"),
            SmallServer(streams: 4, delay: "0.2"), SmallServer(streams: 4, delay: "3"),
            SmallServer(streams: 8, delay: "0.2"), SmallServer(streams: 10, delay: "0.2", count: 200),
        ]

        /// Before the server has told its limit, libcurl assumes room for a hundred streams.
        @Test("a burst succeeds where a connection takes few streams, and none is refused", arguments: smallServers)
        func fewStreams(_ server: SmallServer) async throws {
            let pair = try HTTP2Pair("--streams", "\(server.streams)")
            var limits = TransferLimits.patient
            // Far less than it would take if each connection's first answer was waited for.
            limits.queue = .seconds(20)
            try await burst(server.count, "/delay/\(server.delay)", pair, limits)
            #expect(pair.server.seen("request").count == server.count)
            #expect(pair.server.seen("refused") == [])
            #expect(Self.peaks(pair.server).values.allSatisfy { $0 <= server.streams })
            #expect(try await pair.post("/plain").text == "hello")
        }

        @Test("a first connection that never shakes hands does not hold the others up until it ends")
        func stalledFirst() async throws {
            let pair = try HTTP2Pair()
            let relay = try pair.server.muting(1)
            let request = HTTPRequest.post(relay.url("/plain"))
            let first = Task { try await pair.transport.execute(request) }
            #expect(relay.seen("held", atLeast: 1).count == 1)
            try await withThrowingTaskGroup { group in
                for _ in 0..<20 {
                    group.addTask { try await pair.transport.execute(request).body.text() }
                }
                for try await text in group { #expect(text == "hello") }
            }
            #expect(pair.server.seen("request").count == 20)
            #expect(pair.server.seen("connection").count == 1)
            first.cancel()
            await #expect(throws: CancellationError.self) { try await first.value }
        }

        @Test("two hundred at once succeed where the client knows that a connection takes ten")
        func knownStreams() async throws {
            let pair = try HTTP2Pair("--streams", "10") { $0.maximumStreamsPerConnection = 10 }
            try await burst(200, "/delay/0.2", pair)
            #expect(pair.server.seen("request").count == 200)
            #expect(Self.peaks(pair.server).values.allSatisfy { $0 <= 10 })
        }

        private func burst(_ count: Int, _ path: String, _ pair: HTTP2Pair, _ limits: TransferLimits = .patient)
            async throws
        {
            try await withThrowingTaskGroup { group in
                for number in 0..<count { group.addTask { try await pair.post("\(path)/\(number)", limits) } }
                for try await outcome in group {
                    #expect(outcome.error == nil)
                    #expect(outcome.text == "hello")
                }
            }
        }

        /// The most streams that were open at once, by connection.
        private static func peaks(_ server: FaultyServer) -> [String: Int] {
            let pairs = server.seen("peak").map { $0.split(separator: " ") }
                .map { (String($0[0]), Int($0[1]) ?? .max) }
            return Dictionary(pairs, uniquingKeysWith: max)
        }

        @Test("a body of five megabytes is sent whole")
        func upload() async throws {
            let pair = try HTTP2Pair()
            let request = HTTPRequest.post(pair.server.url("/upload"), Pattern.bytes(5_000_000))
            for _ in 0..<3 {
                let body = try await pair.transport.execute(request).body
                #expect(try await body.text() == "5000000 True")
                #expect(body.metrics.bytesSent == 5_000_000)
            }
            #expect(pair.server.seen("connection").count == 1)
        }

        @Test("an answer that comes whole before its request was sent ends at once", arguments: [2, 1_000_000])
        func answeredEarly(size: Int) async throws {
            let pair = try HTTP2Pair()
            var request = HTTPRequest.post(pair.server.url("/plain"), Pattern.bytes(size))
            request.limits.idle = .seconds(5)
            for _ in 0..<20 {
                let transport = try pair.freshTransport()
                // On a fresh connection and on a kept one.
                for _ in 0..<5 {
                    let body = try await transport.execute(request).body
                    #expect(try await body.text() == "hello")
                }
            }
            #expect(pair.server.seen("request").count == 100)
        }

        @Test(
            "an answer without a length ends beside a silent stream",
            arguments: [20_000, 30_000, 40_000, 600_000, 900_000])
        func endsBesideSilence(size: Int) async throws {
            let pair = try HTTP2Pair()
            var limits = TransferLimits.patient
            limits.idle = .seconds(10)
            let silence = try await pair.get("/silence").body
            for _ in 0..<50 { #expect(try await Pattern.read(pair.get("/flood/\(size)", limits).body) == size) }
            silence.cancel()
            #expect(pair.server.seen("connection").count == 1)
        }

        @Test("a server without HTTP/2 is spoken to in HTTP/1.1")
        func fallback() async throws {
            let certificates = try Certificates()
            let server = try FaultyServer.http1(certificates.leaf())
            let transport = try CurlTransport(.http2, trusting: certificates.authorityFile)
            for _ in 0..<2 {
                let response = try await transport.execute(.get(server.url("/plain")))
                #expect(try await response.body.text() == "hello")
                #expect(response.head.version == "HTTP/1.1")
            }
            #expect(server.seen("connection").count == 1)
        }

        @Test("without TLS it is refused where libcurl cannot, and spoken where it can")
        func priorKnowledge() async throws {
            let transport: CurlTransport
            do {
                transport = try CurlTransport(.http2PriorKnowledge)
            } catch let error as HTTPTransportError {
                #expect(error.code == .unsupported)
                #expect(error.message.contains("8.0"))
                return
            }
            let server = try FaultyServer.http2(nil)
            for _ in 0..<2 {
                let response = try await transport.execute(.get(server.url("/plain")))
                #expect(try await response.body.text() == "hello")
                #expect(response.head.version.hasPrefix("HTTP/2"))
            }
            #expect(server.seen("connection").count == 1)
        }
    }
}
