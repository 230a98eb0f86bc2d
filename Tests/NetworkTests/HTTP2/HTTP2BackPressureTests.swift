import CurlTransport
import HTTPTransport
import TestSupport
import Testing

extension Network {
    /// On a libcurl that cannot pause streams soundly they fail instead, which is another test's subject.
    @Suite("A slow reader over HTTP/2")
    struct HTTP2BackPressureTests {
        @Test("takes nothing from its siblings, and gets every byte without an idle limit")
        func paused() async throws {
            // More than this may pile up in libcurl before 8.1, which then fails the stream.
            let size = 64 << 20
            let pair = try HTTP2Pair()
            var limits = TransferLimits.patient
            limits.idle = .seconds(4)
            let slow = try await pair.get("/flood/\(size)", limits).body
            let sibling = try await pair.get("/ticks").body
            try await take(250, from: sibling)
            #expect(slow.metrics.bytesReceived < 1 << 20)
            #expect(try await Pattern.read(slow) == size)
            #expect(slow.metrics.paused > limits.idle ?? .zero)
            try await take(10, from: sibling)
            #expect(try await pair.isConnectionReused())
        }

        /// More than libcurl before 8.1 keeps for a stream that shares its connection.
        @Test("takes a hundred megabytes beside a busy stream, with what is set by default")
        func pausedByDefault() async throws {
            let size = Pattern.amount(100 << 20)
            let pair = try HTTP2Pair { $0.maximumStreamsPerConnection = nil }
            let slow = try await pair.get("/flood/\(size)").body
            let sibling = try await pair.get("/ticks").body
            try await take(50, from: sibling)
            #expect(slow.metrics.bytesReceived < 1 << 20)
            #expect(try await Pattern.read(slow) == size)
            try await take(10, from: sibling)
        }

        /// Takes ticks that have not come yet; the server sends fifty a second at most.
        private func take(_ count: Int, from body: HTTPBody) async throws {
            let end = body.metrics.bytesReceived + count * "data: tick\n\n".utf8.count
            while body.metrics.bytesReceived < end { _ = try #require(try await body.read()) }
        }

        @Test("may be paused thousands of times at small marks, on each of several streams")
        func manyPauses() async throws {
            let (size, streams) = (Pattern.amount(25 << 20), 8)
            let pair = try HTTP2Pair {
                $0.highWaterMark = 4096
                $0.lowWaterMark = 1024
            }
            try await withThrowingTaskGroup { group in
                for _ in 0..<streams {
                    group.addTask {
                        let body = try await pair.get("/flood/\(size)").body
                        #expect(try await Pattern.read(body) == size)
                        #expect(body.metrics.paused > .zero)
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await pair.isConnectionReused())
            #expect(await pair.transport.snapshot().spins == 0)
        }

        @Test("that leaves while it is paused resets its stream alone")
        func leavePaused() async throws {
            let pair = try HTTP2Pair()
            let slow = try await pair.get("/flood/900000000").body
            let sibling = try await pair.get("/ticks").body
            try await take(15, from: sibling)
            slow.cancel()
            let resets = pair.server.seen("reset", atLeast: 1)
            #expect(resets.count == 1)
            #expect(resets.first?.hasPrefix("1.1 ") == true)
            try await take(50, from: sibling)
            #expect(try await pair.isConnectionReused())
        }
    }
}
