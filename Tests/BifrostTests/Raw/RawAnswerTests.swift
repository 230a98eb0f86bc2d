import Bifrost
import BifrostTesting
import HTTPTransport
import LLM
import TestSupport
import Testing

/// Whole answers to raw calls, over sockets and scripted.
@Suite(.timeLimit(.minutes(5)))
struct RawAnswerTests {
    @Test(arguments: Flavour.allCases)
    func reachesAnyEndpoint(_ flavour: Flavour) async throws {
        try await withEmbeddedGateway { gateway in
            let model = try gateway.model("openai/gpt-4o", flavour)
            let health = try await model.raw(RawRequest("GET", "/health", base: .root))
            #expect(String(decoding: health.body, as: UTF8.self) == #"{"status":"ok","components":{"db_pings":"ok"}}"#)
            let models = try await model.raw(RawRequest("GET", "/models", base: .native, query: ["page_size": "1"]))
            #expect(try models.json()["data"]?.arrayValue?.count == 1)
            #expect(models.metadata.status == 200)
            #expect(models.metadata.gateway.requestType == "list_models")
            let chat: JSONValue = ["model": "openai/gpt-4o", "messages": [["role": "user", "content": "2 + 2"]]]
            let answer = try await model.raw(RawRequest("POST", "/chat/completions", body: .json(chat)))
            #expect(try answer.json()["choices"]?[0]?["message"]?["content"] == "2 + 2 = 4")
            let page = try await model.raw(RawRequest("GET", "/nowhere", base: .root))
            #expect(page.body.starts(with: Array("<!DOCTYPE html>".utf8)))
            #expect(throws: LLMError.self) { try page.json() }
        }
    }

    @Test func isRepeatedAsOtherCallsAre() async throws {
        let harness = try Harness(.minimal, .json(500, "{}"), .json(503, "{}"), .json(200, "[1]"))
        let response = try await harness.model.raw(RawRequest("POST", "/x"))
        #expect(try response.json() == [1])
        #expect(response.metadata.attempts == 3)
        #expect(Set(harness.transport.requests.map { $0.fields["x-request-id"] }).count == 1)
    }

    @Test(arguments: [(500, 1), (503, 1), (429, 2)])
    func isRepeatedOnlyWhenNothingWasDone(_ status: Int, _ count: Int) async throws {
        let harness = try Harness(.minimal, .json(status, "{}"), .json(200, "[1]"))
        let request = RawRequest("POST", "/files", isRepeatable: false)
        _ = await llmError { try await harness.model.raw(request) }
        #expect(harness.transport.requests.count == count)
    }

    @Test(arguments: [("GET", 2), ("POST", 1)])
    func whatWasLookedUpIsLookedUpAgain(_ method: String, _ count: Int) async throws {
        var cut = ScriptedAnswer.json(200, "[1")
        cut.pieces.append(.failure(HTTPTransportError(.connectionLost, "gone", requestMayHaveArrived: true)))
        let harness = try Harness(.minimal, cut, .json(200, "[1]"))
        _ = await llmError { try await harness.model.raw(RawRequest(method, "/x")) }
        #expect(harness.transport.requests.count == count)
    }

    @Test(arguments: [
        (404, #"{"error":{"message":"no file"}}"#, LLMError.Code.notFound), (400, "plain text", .invalidRequest),
        (200, #"{"error":{"type":"rate_limit_exceeded","message":"m"}}"#, .rateLimited),
    ])
    func throwsErrors(_ status: Int, _ body: String, _ code: LLMError.Code) async throws {
        let model = try BifrostModel.answered(by: body, status: status)
        let error = try #require(await llmError { try await model.raw(RawRequest("GET", "/x")) })
        #expect(error.code == code)
        #expect(error.metadata?.status == status)
    }

    @Test func holdsAnAnswerWithinItsLimit() async throws {
        for (limit, fits) in [(4, true), (3, false)] {
            let harness = try Harness(answerLimits: AnswerLimits(body: limit)) { _, _ in
                .events("ab", "cd")
            }
            let error = await llmError { try await harness.model.raw(RawRequest("GET", "/x")) }
            #expect((error == nil) == fits)
            #expect(fits || error?.code == .malformed)
        }
    }

    @Test func isTruncatedByACut() async throws {
        try await withEmbeddedGateway { gateway in
            gateway.enqueue(Reply(headers: [], framing: .contentLength(9), steps: [.text("abc"), .close]))
            let error = await llmError { try await gateway.model().raw(RawRequest("GET", "/models")) }
            #expect(error?.code == .truncated)
        }
    }

    @Test(arguments: ["", "{", "[1] 2"])
    func saysThatItIsNoJSON(_ text: String) {
        let response = RawResponse(body: Array(text.utf8), metadata: ResponseMetadata())
        #expect(throws: LLMError.self) { try response.json() }
        #expect(throws: LLMError.self) { try RawEvent(name: "message", data: text).json() }
    }
}
