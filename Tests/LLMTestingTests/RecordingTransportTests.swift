import HTTPTransport
import LLM
import LLMTesting
import TestSupport
import Testing

struct RecordingTransportTests {
    private let lost = HTTPTransportError(.connectionLost, "reset", requestMayHaveArrived: true)

    private func recorder(
        _ base: ScriptedTransport, maximumSize: Int = 64 << 20, clock: ManualClock = ManualClock()
    ) -> RecordingTransport {
        RecordingTransport(wrapping: base, maximumSize: maximumSize, clock: CallClock(clock))
    }

    @Test func passesOnAndRecordsAsItCame() async throws {
        let clock = ManualClock()
        var answer = ScriptedAnswer.events("data: a", .silence(.seconds(2)), "\n\ndata: b\n\n")
        answer.headDelay = .seconds(1)
        let base = ScriptedTransport(clock: clock, answer)
        let transport = recorder(base, clock: clock)
        let request = HTTPRequest.post()
        let response = try await transport.execute(request)
        #expect(base.requests == [request])
        #expect(await response.body.texts().pieces == ["data: a", "\n\ndata: b\n\n"])
        #expect(response.body.metrics.bytesReceived == 18)
        let exchange = try #require(transport.recording.exchanges.first)
        #expect(exchange.request.url == request.url && exchange.request.body == request.body?.bytes)
        #expect(
            exchange.response
                == Recording.Response(
                    status: 200, fields: HTTPFields([.init(name: "content-type", value: "text/event-stream")]),
                    delay: .seconds(1),
                    pieces: [
                        .init(Array("data: a".utf8)), .init(Array("\n\ndata: b\n\n".utf8), delay: .seconds(2)),
                    ],
                    ending: .complete(endIsTold: nil)))
    }

    @Test func nothingIsReadInAdvance() async throws {
        let base = ScriptedTransport(.events("a", "b", "c"))
        let response = try await recorder(base).execute(.post())
        #expect(base.bodies[0].events.isEmpty)
        _ = try await response.body.read()
        #expect(base.bodies[0].events == [.read(0)])
    }

    @Test func notesHowTheReaderLeft() async throws {
        let base = ScriptedTransport(.events("a", "b"))
        let transport = recorder(base)
        for leave in [{ $0.cancel() }, { $0.finish() }, { _ in }] as [(HTTPBody) -> Void] {
            let response = try await transport.execute(.post())
            _ = try await response.body.read()
            #expect(transport.recording.exchanges.last?.response?.ending == .open)
            leave(response.body)
        }
        #expect(
            transport.recording.exchanges.map { $0.response?.ending } == [.cancelled, .finished, .cancelled])
        #expect(transport.recording.exchanges.allSatisfy { $0.response?.text == "a" })
        #expect(base.bodies.map { $0.events.last } == [.dropped, .dropped, .dropped])
        #expect(base.bodies[0].events.contains(.cancelled) && base.bodies[1].events.contains(.finished))
    }

    @Test func notesFailures() async throws {
        let transport = recorder(
            ScriptedTransport { [lost] _, number in
                number == 1 ? .failing(lost) : .events("a", .failure(lost))
            })
        await #expect(throws: HTTPTransportError.self) { try await transport.execute(.post()) }
        let (pieces, error) = await (try transport.execute(.post())).body.texts()
        #expect(pieces == ["a"] && (error as? HTTPTransportError)?.code == .connectionLost)
        let exchanges = transport.recording.exchanges
        #expect(exchanges[0].response == nil && exchanges[0].error == Recording.Failure(lost))
        #expect(exchanges[1].error == nil && exchanges[1].response?.ending == .failed(Recording.Failure(lost)))
    }

    @Test func aReadersPatienceIsNoEnding() async throws {
        let clock = ManualClock()
        let transport = recorder(
            ScriptedTransport(clock: clock, .events(.silence(.seconds(5)), "a")), clock: clock)
        let body = try await transport.execute(.post()).body
        await #expect(throws: HTTPTransportError.self) { try await body.read(until: clock.now + .seconds(1)) }
        #expect(await body.texts().pieces == ["a"])
        #expect(transport.recording.exchanges[0].response?.pieces.map(\.delay) == [.seconds(5)])
        #expect(transport.recording.exchanges[0].response?.ending == .complete(endIsTold: nil))
    }

    @Test func aCancelledTaskIsNoFailure() async throws {
        let transport = recorder(ScriptedTransport(.events("a", .silenceForEver)))
        let body = try await transport.execute(.post()).body
        let task = Task {
            _ = try await body.read()
            withUnsafeCurrentTask { $0?.cancel() }
            return try await body.read()
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(transport.recording.exchanges[0].response?.ending == .cancelled)
    }

    @Test func whatIsTooLargeIsPassedOnButNotKept() async throws {
        let large = String(repeating: "x", count: 10_000)
        let transport = recorder(ScriptedTransport(.events("a", "\(large)", "c")), maximumSize: 9_000)
        #expect(transport.isComplete)
        #expect(await (try transport.execute(.post())).body.texts().pieces == ["a", large, "c"])
        #expect(!transport.isComplete)
        let response = transport.recording.exchanges[0].response
        #expect(response?.text == "a" && response?.ending == .tooLarge)
        _ = try await transport.execute(.post("https://gateway/v1/x", #"{"a":"\#(large)"}"#))
        #expect(transport.recording.exchanges.count == 1)
    }

    @Test func filesAreNotRecorded() async throws {
        let file = try TemporaryFile(Array("secret sound".utf8))
        let transport = recorder(ScriptedTransport(.json(200, "{}")))
        var request = HTTPRequest.post()
        request.body = HTTPRequestBody(pieces: [.bytes([65]), .file(path: file.path), .bytes([66])])
        _ = try await transport.execute(request)
        let recorded = try #require(transport.recording.exchanges.first?.request)
        #expect(recorded.body == [65, 66] && recorded.hasFiles)
        #expect(try !transport.recording.text.contains(file.path))
    }

    @Test func requestsAtTheSameTimeStayApart() async throws {
        let transport = recorder(
            ScriptedTransport { request, _ in .events("\(request.url)", "!") })
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<50 {
                group.addTask {
                    let response = try await transport.execute(.post("https://gateway/\(number)"))
                    _ = await response.body.texts()
                }
            }
            try await group.waitForAll()
        }
        let exchanges = transport.recording.exchanges
        #expect(exchanges.count == 50)
        #expect(exchanges.allSatisfy { $0.response?.text == "\($0.request.url)!" })
    }
}
