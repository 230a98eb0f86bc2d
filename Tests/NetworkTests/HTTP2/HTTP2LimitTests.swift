import CurlTransport
import HTTPTransport
import TestSupport
import Testing

extension Network {
    @Suite("A stream over HTTP/2 ends alone")
    struct HTTP2LimitTests {
        let pair: HTTP2Pair

        init() throws { pair = try HTTP2Pair() }

        @Test("when a limit of its own fires", arguments: ["/silence", "/nothing", "/ticks"])
        func limit(_ path: String) async throws {
            let limit = Duration.milliseconds(700)
            try await besideSiblings {
                let start = ContinuousClock.now
                let limits = [
                    "/silence": TransferLimits(idle: limit), "/nothing": TransferLimits(firstByte: limit),
                    "/ticks": TransferLimits(deadline: start + limit, total: limit),
                ]
                let error = try await pair.post(path, limits[path] ?? .patient).error
                #expect(error?.code == .timeout)
                #expect(error?.limit == ["/silence": .idle, "/nothing": .firstByte, "/ticks": .total][path])
                #expect(limit..<(.seconds(20)) ~= ContinuousClock.now - start)
                #expect(error?.elapsed ?? .zero > .zero)
                #expect(error?.requestMayHaveArrived == true)
            }
        }

        @Test("when the server does not take the request's body")
        func starvedUpload() async throws {
            try await besideSiblings {
                var request = HTTPRequest.post(pair.server.url("/starve"), Pattern.bytes(5_000_000))
                request.limits.firstByte = .seconds(1)
                let error = await #expect(throws: HTTPTransportError.self) {
                    try await pair.transport.execute(request)
                }
                #expect(error?.limit == .firstByte)
                #expect(error?.metrics.map { 1..<5_000_000 ~= $0.bytesSent } == true)
            }
        }

        enum Way: String, CaseIterable, CustomTestStringConvertible {
            case cancelBeforeHead, cancelUpload, cancelTask, cancelBody, dropBody
            var testDescription: String { rawValue }
        }

        @Test("when its reader leaves", arguments: Way.allCases)
        func leave(_ way: Way) async throws {
            try await besideSiblings { try await leaveStream(way) }
        }

        private func leaveStream(_ way: Way) async throws {
            switch way {
            case .cancelBeforeHead: try await cancelRequest(.post(pair.server.url("/nothing")))
            case .cancelUpload: try await cancelRequest(.post(pair.server.url("/starve"), Pattern.bytes(5_000_000)))
            case .cancelTask:
                let body = try await pair.get("/ticks").body
                let task = Task { while try await body.read() != nil {} }
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
            case .cancelBody:
                let body = try await pair.get("/ticks").body
                body.cancel()
                await #expect(throws: CancellationError.self) { try await body.read() }
            case .dropBody:
                _ = try await pair.get("/ticks").body.read()
            }
        }

        private func cancelRequest(_ request: HTTPRequest) async throws {
            let before = pair.server.seen("request").count
            let task = Task { try await pair.transport.execute(request) }
            #expect(pair.server.wait { pair.server.seen("request").count > before })
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }

        @Test("when it is finished after its last event, although the server leaves it open")
        func finish() async throws {
            try await besideSiblings {
                let body = try await pair.get("/done").body
                #expect(try await body.read() == Array("data: [DONE]\n\n".utf8))
                let start = ContinuousClock.now
                body.finish()
                _ = pair.server.seen("reset", atLeast: 1)
                #expect(ContinuousClock.now - start < .seconds(10))
            }
        }

        /// Lets something happen to the third stream of a connection, and expects that the first two go on, that the
        /// server saw the third alone reset, and that the connection is kept.
        private func besideSiblings(_ event: () async throws -> Void) async throws {
            let siblings = [try await pair.get("/ticks").body, try await pair.get("/ticks").body]
            try await event()
            // Older releases of libcurl give the reason as STREAM_CLOSED.
            #expect(["1.5 CANCEL", "1.5 STREAM_CLOSED"].contains(pair.server.seen("reset", atLeast: 1).first))
            for sibling in siblings {
                // More than can have arrived before.
                let target = sibling.metrics.bytesReceived + 200
                var count = 0
                while count < target { count += try #require(try await sibling.read()).count }
            }
            #expect(try await pair.isConnectionReused())
            #expect(pair.server.seen("reset").count == 1)
        }
    }
}
