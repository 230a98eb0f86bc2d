import HTTPTransport
import LLM
import LLMTesting
import TestSupport
import Testing

struct ReplayingTransportTests {
    private let url = "https://gateway/v1/chat/completions"

    private func exchange(_ body: String, _ answer: String, url: String? = nil) -> Recording.Exchange {
        Recording.Exchange(
            request: Recording.Request(method: "POST", url: url ?? self.url, body: Array(body.utf8)),
            response: Recording.Response(status: 200, pieces: [.init(Array(answer.utf8))]))
    }

    private func text(_ transport: ReplayingTransport, _ request: HTTPRequest) async throws -> String {
        await (try transport.execute(request)).body.texts().pieces.joined()
    }

    private func mismatch(_ transport: ReplayingTransport, _ request: HTTPRequest) async -> HTTPTransportError? {
        await #expect(throws: HTTPTransportError.self) { try await transport.execute(request) }
    }

    @Test func answersTheRequestThatWasRecorded() async throws {
        let transport = ReplayingTransport(
            Recording([exchange(#"{"a":1,"b":2}"#, "first"), exchange(#"{"a":2}"#, "second")]))
        #expect(try await text(transport, .post(url, #"{"a":2}"#)) == "second")
        #expect(transport.unplayed.count == 1)
        #expect(
            try await text(transport, .post("http://elsewhere:1/v1/chat/completions", #"{"b": 2, "a": 1}"#)) == "first")
        #expect(transport.unplayed.isEmpty && transport.mismatches.isEmpty)
    }

    @Test func theSameRequestIsAnsweredAsOftenAsItWasRecorded() async throws {
        let transport = ReplayingTransport(Recording([exchange("{}", "one"), exchange("{}", "two")]))
        #expect(try await text(transport, .post(url, "{}")) == "one")
        #expect(try await text(transport, .post(url, "{}")) == "two")
        let error = await mismatch(transport, .post(url, "{}"))
        #expect(error?.code == .invalidRequest && error?.requestMayHaveArrived == false)
        #expect(transport.mismatches.map(\.differences) == [["- nothing", "+ POST /v1/chat/completions"]])
    }

    @Test func aMismatchShowsWhatDiffers() async throws {
        let far = exchange(#"{"model":"x","messages":[],"n":1,"seed":2}"#, "")
        let close = exchange(
            #"{"model":"m","messages":[{"role":"user","content":"Hi"}],"temperature":0.5,"old":null}"#, "")
        let transport = ReplayingTransport(
            Recording([far, close, exchange("{}", "", url: "https://gateway/v1/other")]))
        let error = await mismatch(
            transport,
            .post(url, #"{"model":"m","messages":[{"role":"user","content":"Ho"},{"role":"user"}],"temperature":0.7}"#))
        let found = try #require(transport.mismatches.first)
        #expect(found.closest == close.request)
        #expect(
            found.differences == [
                #"- $.messages[0].content: "Hi""#, #"+ $.messages[0].content: "Ho""#,
                #"+ $.messages[1]: {"role":"user"}"#, "- $.old: null", "- $.temperature: 0.5", "+ $.temperature: 0.7",
            ])
        #expect(error?.message == "\(found)")
        #expect("\(found)".hasPrefix("no recorded exchange fits; the closest one differs:\n- $.messages[0]"))
        #expect(transport.unplayed.count == 3)
    }

    @Test func aMismatchOfAnotherKindShowsWhatIsLeft() async throws {
        let transport = ReplayingTransport(Recording([exchange("{}", "")]))
        _ = await mismatch(transport, HTTPRequest(method: "GET", url: "https://gateway/v1/models?limit=1"))
        #expect(transport.mismatches.first?.closest == nil)
        #expect(
            transport.mismatches.first?.differences == ["- POST /v1/chat/completions", "+ GET /v1/models?limit=1"])
    }

    @Test func aLongMismatchIsCut() async throws {
        let many = (0..<50).map { #""k\#($0)":"\#(String(repeating: "x", count: 200))""# }.joined(separator: ",")
        let transport = ReplayingTransport(Recording([exchange("{\(many)}", "")]))
        let error = await mismatch(transport, .post(url, "{}"))
        #expect(transport.mismatches.first?.differences.count == 50)
        #expect(error?.message.hasSuffix("… and 30 lines more") == true)
        #expect(error.map { $0.message.utf8.count < 4_000 } == true)
    }

    @Test func bodiesOtherThanJSONAndQueriesAreCompared() async throws {
        let transport = ReplayingTransport(
            Recording([exchange("plain", "a"), exchange("{}", "b", url: "https://g/v1/models?limit=1")]))
        #expect(await mismatch(transport, .post(url, "other")) != nil)
        #expect(transport.mismatches.last?.differences == ["- body: 5 bytes", "+ body: 5 bytes"])
        #expect(await mismatch(transport, HTTPRequest(method: "POST", url: url)) != nil)
        #expect(transport.mismatches.last?.differences == ["- body: 5 bytes", "+ body: none"])
        #expect(await mismatch(transport, .post("https://g/v1/models?limit=2", "{}")) != nil)
        #expect(try await text(transport, .post(url, "plain")) == "a")
        #expect(try await text(transport, .post("https://g/v1/models?limit=1", "{}")) == "b")
    }

    @Test func theBoundaryOfAFormDoesNotMatter() async throws {
        func form(_ boundary: String) -> HTTPRequest {
            var request = HTTPRequest.post(url, "--\(boundary)\r\nx\r\n--\(boundary)--\r\n")
            request.fields["content-type"] = "multipart/form-data; boundary=\"\(boundary)\""
            return request
        }
        let recorder = RecordingTransport(wrapping: ScriptedTransport(.json(200, "ok")))
        _ = await (try recorder.execute(form("first-1"))).body.texts()
        #expect(try await text(ReplayingTransport(recorder.recording), form("another-2")) == "ok")
    }

    @Test func inOrderOnlyTheKindCounts() async throws {
        let transport = ReplayingTransport(
            Recording([exchange(#"{"a":1}"#, "one"), exchange("{}", "two", url: "https://g/v1/other")]),
            matching: .order)
        _ = await mismatch(transport, .post("https://g/v1/other", "{}"))
        #expect(try await text(transport, .post(url, #"{"changed":true}"#)) == "one")
        #expect(try await text(transport, .post("https://g/v1/other", "{}")) == "two")
    }

    @Test func aRequestWithAnotherKeyIsTheSame() async throws {
        func request(_ key: String) -> HTTPRequest {
            .post("\(url)?api_key=\(key)", #"{"key":"\#(key)"}"#, [("authorization", "Bearer \(key)")])
        }
        let recorder = RecordingTransport(wrapping: ScriptedTransport(.json(200, "ok")))
        _ = await (try recorder.execute(request("sk-live-1234567890"))).body.texts()
        let transport = ReplayingTransport(recorder.recording)
        #expect(try await text(transport, request("none-at-all")) == "ok")
    }

    @Test func bodiesAreCutAndEndAsRecorded() async throws {
        let lost = HTTPTransportError(.connectionLost, "reset", requestMayHaveArrived: true)
        let base = ScriptedTransport { _, number in
            switch number {
            case 1: .events("a", "bc", "d")
            case 2: .events("a", .failure(lost))
            default: .failing(HTTPTransportError(.connect, "refused"))
            }
        }
        let recorder = RecordingTransport(wrapping: base)
        for _ in 1...2 { _ = await (try recorder.execute(.post(url, "{}"))).body.texts() }
        _ = try? await recorder.execute(.post(url, "{}"))
        let transport = ReplayingTransport(try Recording(json: recorder.recording.json()))
        let whole = try await transport.execute(.post(url, "{}"))
        #expect(whole.head.status == 200 && whole.head.fields["content-type"] == "text/event-stream")
        #expect(await whole.body.texts().pieces == ["a", "bc", "d"])
        #expect(whole.body.metrics.bytesReceived == 4)
        let (pieces, error) = await (try transport.execute(.post(url, "{}"))).body.texts()
        #expect(pieces == ["a"])
        #expect((error as? HTTPTransportError)?.code == .connectionLost)
        let refused = await #expect(throws: HTTPTransportError.self) { try await transport.execute(.post(url, "{}")) }
        #expect(refused?.code == .connect && refused?.message == "refused")
        #expect(base.requests.count == 3)
    }

    @Test(arguments: [.cancelled, .tooLarge, .open] as [Recording.Ending])
    func whatIsNotInTheRecordingIsNoWholeAnswer(_ ending: Recording.Ending) async throws {
        var one = exchange("{}", "a")
        one.response?.ending = ending
        var two = exchange("{}", "")
        two.response = nil
        let transport = ReplayingTransport(Recording([one, two]))
        let (pieces, error) = await (try transport.execute(.post(url, "{}"))).body.texts()
        #expect(pieces == ["a"] && (error as? HTTPTransportError)?.code == .connectionLost)
        let none = await #expect(throws: HTTPTransportError.self) { try await transport.execute(.post(url, "{}")) }
        #expect(none?.code == .connectionLost)
    }

    @Test func endsAreToldAsTheyWere() async throws {
        for told in [true, false, nil] {
            var one = exchange("{}", "a")
            one.response?.ending = .complete(endIsTold: told)
            let body = try await ReplayingTransport(Recording([one])).execute(.post(url, "{}")).body
            _ = await body.texts()
            #expect(body.metrics.endIsTold == told && body.metrics.httpVersion == "HTTP/1.1")
        }
    }

    @Test func keepsTheTimingWhenAskedTo() async throws {
        let clock = ManualClock()
        let callClock = CallClock(now: { clock.now }, sleep: { try await clock.sleep(for: $0) })
        var one = exchange("{}", "a")
        one.response?.delay = .seconds(1)
        one.response?.pieces = [.init([65], delay: .seconds(2)), .init([66], delay: .seconds(30))]
        let transport = ReplayingTransport(Recording([one]), keepsTiming: true, clock: callClock)
        let body = try await transport.execute(.post(url, "{}")).body
        #expect(try await body.read() == [65])
        let error = await #expect(throws: HTTPTransportError.self) {
            try await body.read(until: clock.now + .seconds(10))
        }
        #expect(error?.code == .timeout && error?.limit == .read)
        #expect(try await body.read(until: clock.now + .seconds(21)) == [66])
        #expect(try await body.read() == nil)
        #expect(clock.sleeps == [.seconds(1), .seconds(2), .seconds(10), .seconds(20)])
    }

    @Test func aShutDownTransportAnswersNothing() async {
        let transport = ReplayingTransport(Recording([exchange("{}", "a")]))
        await transport.shutdown(.immediate)
        let error = await #expect(throws: HTTPTransportError.self) { try await transport.execute(.post(url, "{}")) }
        #expect(error?.code == .shutDown && transport.unplayed.count == 1)
    }

    @Test func aCancelledTaskTakesNothing() async {
        let transport = ReplayingTransport(Recording([exchange("{}", "a")]))
        let task = Task { [url] in
            withUnsafeCurrentTask { $0?.cancel() }
            _ = try await transport.execute(.post(url, "{}"))
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(transport.unplayed.count == 1)
    }
}
