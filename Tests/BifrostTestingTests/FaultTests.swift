import Testing

@testable import BifrostTesting

/// Every named fault, seen from the wire.
@Suite(.timeLimit(.minutes(5)))
struct FaultTests {
    /// How an answer ends for the client.
    enum Ending: Equatable {
        /// The body ended as HTTP says; the text is the whole body.
        case complete(status: Int)
        /// FIN before the body's end, or in place of an answer.
        case closed
        case reset
        /// The connection is open, and nothing comes.
        case silent
    }

    private static func ending(_ fault: Fault) -> Ending {
        switch fault {
        case .resetBeforeHead, .resetMidStream: .reset
        case .closeBeforeHead, .closeMidChunk, .closeBetweenChunks: .closed
        case .silentAfterAccept, .headThenSilence, .silentMidStream, .doneThenLinger, .finishThenSilence: .silent
        case .queueFull: .complete(status: 400)
        case .htmlError, .emptyError: .complete(status: 502)
        case .plainTextError: .complete(status: 500)
        default: .complete(status: fault.failure?.status ?? 200)
        }
    }

    /// Reads until the answer is complete, the connection ends, or nothing has come within the client's limit.
    private func read(_ client: Client) throws -> (ending: Ending, bytes: [UInt8]) {
        var bytes: [UInt8] = []
        while true {
            if let answer = WireAnswer(bytes) { return (.complete(status: answer.status), bytes) }
            do {
                let more = try client.receive()
                if more.isEmpty { return (.closed, bytes) }
                bytes += more
            } catch let failure as Client.Failure {
                return (failure.isReset ? .reset : .silent, bytes)
            }
        }
    }

    /// Those that take long or never end have tests of their own.
    private static let long: [Fault] = [.endless, .heartbeatsForever, .slow, .hugeLine]

    @Test(arguments: Fault.allCases.filter { !long.contains($0) }, [true, false])
    func endings(fault: Fault, byModelName: Bool) async throws {
        try await withGateway { gateway, client in
            if !byModelName { gateway.enqueue(.fault(fault)) }
            let model = byModelName ? "openai/\(fault.rawValue)" : "openai/gpt-4o"
            try client.post(
                "/v1/chat/completions", chatBody("What is the capital of France?", #""stream":true"#, model: model))
            let expected = Self.ending(fault)
            if expected == .silent { client.limitReceiving(milliseconds: 100) }
            let ending = try read(client).ending
            #expect(ending == expected)
        }
    }

    private func stream(_ fault: Fault) async throws -> WireAnswer {
        var answer: WireAnswer?
        try await withGateway { gateway, client in
            gateway.enqueue(.fault(fault))
            try client.post("/v1/chat/completions", chatBody("What is the capital of France?", #""stream":true"#))
            answer = try client.answer()
        }
        return try #require(answer)
    }

    private static let finish = #""finish_reason":"stop""#

    @Test(arguments: [
        (Fault.missingFinishReason, false, true), (.doneWithoutFinish, false, true), (.missingDone, true, false),
        (.cutCleanly, false, false), (.emptyStream, false, false), (.doneOnly, false, true),
        (.errorFrameThenDone, false, true), (.errorFrame, false, false), (.errorFrameFirst, false, false),
        (.pluginErrorEvent, false, false), (.malformedJSON, false, false), (.messageInsteadOfDelta, true, true),
        (.oneBytePieces, true, true), (.splitUTF8, true, true), (.gluedHeartbeats, true, true),
        (.carriageReturns, true, true), (.badContentType, true, true),
    ])
    func marksOfTheEnd(fault: Fault, hasFinish: Bool, hasDone: Bool) async throws {
        let answer = try await stream(fault)
        #expect(answer.text.contains(Self.finish) == hasFinish)
        #expect(answer.text.contains("data: [DONE]") == hasDone)
    }

    @Test
    func errorFramesAreTheEnvelope() async throws {
        let events = try await stream(.errorFrame).events
        let frame = try JSONParser.parse(try #require(events.last))
        #expect(frame["error"]?["type"] == "overloaded_error")
        #expect(frame["status_code"] == 529)
        #expect(frame["extra_fields"]?["request_type"] == "chat_completion_stream")
        #expect(
            try await stream(.pluginErrorEvent).text.hasSuffix("event: error\ndata: {\"error\":\"plugin failed\"}\n\n"))
    }

    @Test
    func piecesAreCutWhereTheyPromise() async throws {
        #expect(try await stream(.oneBytePieces).chunks.allSatisfy { $0.count == 1 })
        let split = try await stream(.splitUTF8)
        #expect(split.chunks.dropLast().allSatisfy { $0.last.map { $0 >= 0xC0 } ?? false })
        #expect(split.chunks.count == 8)
        let text = try split.chatChunks().compactMap { $0["choices"]?.array?.first?["delta"]?["content"]?.string }
        #expect(text.joined() == "Grüße aus Köln 🌍 — 你好")
    }

    @Test
    func linesAreWrittenAsPromised() async throws {
        let heartbeats = try await stream(.gluedHeartbeats).text
        #expect(heartbeats.hasPrefix(": heartbeat\ndata: {"))
        let returns = try await stream(.carriageReturns).text
        #expect(returns.contains("}\r\n\r\ndata: "))
        #expect(!returns.replacing("\r\n", with: "").contains { $0.isNewline })
        #expect(try await stream(.badContentType).header("content-type") == "text/plain; charset=utf-8")
    }

    @Test
    func aHugeLineHasEightMillionCharacters() async throws {
        let answer = try await stream(.hugeLine)
        let event = try #require(answer.events.first)
        #expect(event.utf8.count { $0 == UInt8(ascii: "x") } >= 8_000_000)
        #expect(event.utf8.count < 8_001_000)
        #expect(event.hasPrefix("{") && event.hasSuffix("}"))
    }

    @Test(arguments: [(Fault.endless, "again "), (.heartbeatsForever, ": heartbeat\n")])
    func endlessFaultsGoOn(fault: Fault, mark: String) async throws {
        try await withGateway { gateway, client in
            gateway.enqueue(.fault(fault))
            try client.post("/v1/chat/completions", chatBody("Hello", #""stream":true"#))
            for _ in 0..<4 { #expect(try client.receive(until: mark).contains(mark)) }
        }
    }

    @Test(arguments: [Fault.resetMidStream, .closeMidChunk, .closeBetweenChunks, .malformedJSON, .emptyStream])
    func plainAnswersAreCutToo(fault: Fault) async throws {
        try await withGateway { gateway, client in
            gateway.enqueue(.fault(fault))
            try client.post("/v1/chat/completions", chatBody("Hello"))
            let (ending, bytes) = try read(client)
            let isComplete = fault == .malformedJSON || fault == .emptyStream
            #expect(ending == (isComplete ? .complete(status: 200) : Self.ending(fault)))
            let body = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n\r\n").dropFirst().first ?? ""
            #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(String(body)) }
        }
    }

    @Test
    func closeAfterAnswerLeavesADeadConnection() async throws {
        try await withGateway { gateway, client in
            gateway.enqueue(.fault(.closeAfterAnswer))
            try client.post("/v1/chat/completions", chatBody("Hello"))
            let bytes = try client.receiveAll()
            #expect(try #require(WireAnswer(bytes)).json()["choices"] != nil)
        }
    }

    @Test
    func rateLimitsSayWhenToComeBack() async throws {
        #expect(try await stream(.rateLimited).header("retry-after") == "1")
        #expect(try await stream(.tokenLimited).header("retry-after") == nil)
        #expect(try await stream(.budgetExceeded).json()["type"] == "budget_exceeded")
    }
}
