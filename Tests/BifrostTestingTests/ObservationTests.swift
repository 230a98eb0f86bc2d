import BifrostTesting
import Testing

/// What a test can see of the peer.
@Suite(.timeLimit(.minutes(5)))
struct ObservationTests {
    enum Departure: CaseIterable {
        case finish, reset
    }

    private static let silences: [Reply] = [
        .fault(.silentAfterAccept), .fault(.headThenSilence), .fault(.silentMidStream), .fault(.endless),
        .fault(.doneThenLinger), Reply(steps: [.text("data: {}\n\n"), .wait(for: Gate())]),
    ]

    @Test(arguments: silences.indices, Departure.allCases)
    func departureIsSeenAtOnce(silence: Int, departure: Departure) async throws {
        var delays: [Duration] = []
        for _ in 0..<5 {
            try await withGateway { gateway, client in
                gateway.enqueue(Self.silences[silence])
                try client.post("/v1/chat/completions", chatBody("Hello", #""stream":true"#))
                _ = try await gateway.request(0)
                if silence > 0 { _ = try client.receive() }
                let left = ContinuousClock.now
                switch departure {
                case .finish: client.close()
                case .reset: client.reset()
                }
                delays.append(try await gateway.peerClosed(request: 0) - left)
                try await gateway.openConnections(0)
            }
        }
        // The best of several tries: a busy machine may delay any single one.
        #expect(try #require(delays.min()) < .milliseconds(50))
    }

    @Test
    func ownClosuresAreNotThePeers() async throws {
        try await withGateway { gateway, client in
            gateway.enqueue(.fault(.closeBeforeHead))
            try client.post("/v1/chat/completions", chatBody("Hello"))
            #expect(try client.receiveAll() == [])
            try await gateway.openConnections(0)
            await #expect(throws: EmbeddedGateway.WaitLimitPassed.self) {
                try await gateway.peerClosed(request: 0, within: .milliseconds(1))
            }
        }
    }

    @Test
    func requestsAreRecordedInOrderAndBounded() async throws {
        var configuration = EmbeddedGateway.Configuration()
        configuration.maximumRecordedRequests = 2
        try await withGateway(configuration) { gateway, client in
            for number in 0..<3 {
                try client.post(
                    "/v1/chat/completions?n=\(number)", chatBody("Hello"), headers: "X-Number: \(number)\r\n")
                _ = try client.answer()
            }
            #expect(gateway.requests.map(\.index) == [1, 2])
            let last = try await gateway.request(2)
            #expect(last.method == "POST")
            #expect(last.path == "/v1/chat/completions?n=2")
            #expect(last.values(of: "x-number") == ["2"])
            #expect(last.bodyText == chatBody("Hello"))
        }
    }

    @Test
    func stopClosesConnectionsAndIsSafeTwice() async throws {
        let gateway = try await EmbeddedGateway.start()
        let client = try Client(port: gateway.port)
        gateway.enqueue(.fault(.silentAfterAccept))
        try client.post("/v1/chat/completions", chatBody("Hello"))
        _ = try await gateway.request(0)
        await gateway.stop()
        #expect(try client.receiveAll() == [])
        #expect(gateway.openConnections == 0)
        await gateway.stop()
        #expect(throws: Client.Failure.self) { try Client(port: gateway.port) }
    }

    @Test
    func aGateHoldsTheReplyUntilItOpens() async throws {
        try await withGateway { gateway, client in
            let gate = Gate()
            gateway.enqueue(Reply(steps: [.text("a"), .wait(for: gate), .text("b"), .end]))
            try client.post("/v1/anything", "{}")
            #expect(try client.receive(until: "1\r\na\r\n").hasSuffix("1\r\na\r\n"))
            gate.open()
            #expect(try client.receive(until: "0\r\n\r\n") == "1\r\nb\r\n0\r\n\r\n")
        }
    }
}
