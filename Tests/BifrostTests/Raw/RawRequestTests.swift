import Bifrost
import HTTPTransport
import LLM
import TestSupport
import Testing

/// What a raw call sends, and what it refuses to.
struct RawRequestTests {
    private func sent(_ request: RawRequest, _ config: ProviderConfig = .minimal) async throws -> HTTPRequest {
        let harness = try Harness(config, .json(200, "{}"))
        _ = try await harness.model.raw(request)
        return try #require(harness.transport.requests.first)
    }

    @Test(arguments: [
        ("http://g/v1", RawRequest.Base.configured, "http://g/v1/files"), ("http://g/v1", .native, "http://g/v1/files"),
        ("http://g/v1", .root, "http://g/files"), ("http://g/openai/v1", .configured, "http://g/openai/v1/files"),
        ("http://g/openai/v1", .native, "http://g/v1/files"), ("http://g/openai/v1", .root, "http://g/files"),
        ("http://g/x/litellm", .configured, "http://g/x/litellm/files"),
        ("http://g/x/litellm", .native, "http://g/x/v1/files"), ("http://g/x/litellm", .root, "http://g/x/files"),
    ])
    func goesBelowItsBase(_ baseURL: String, _ base: RawRequest.Base, _ url: String) async throws {
        let request = RawRequest("GET", "/files", base: base)
        #expect(try await sent(request, .minimal.with(\.baseURL, baseURL)).url == url)
    }

    @Test func encodesTheQuery() async throws {
        let request = RawRequest("GET", "/a%20b", query: ["b": "1&2=3", "a b": "ä+/?#", "c": ""])
        #expect(try await sent(request).url == "http://gateway:8080/v1/a%20b?a%20b=%C3%A4%2B%2F%3F%23&b=1%262%3D3&c=")
    }

    @Test func addsNothingToTheBody() async throws {
        let json = try await sent(RawRequest("PUT", "/x", body: .json(["b": [1, 2.5, nil], "a": "ü\n"])))
        #expect(json.method == "PUT")
        #expect(json.body?.bytes.map { String(decoding: $0, as: UTF8.self) } == #"{"a":"ü\n","b":[1,2.5,null]}"#)
        #expect(json.fields["content-type"] == "application/json")
        #expect(json.fields["accept"] == "*/*")
        let bytes = try await sent(RawRequest("POST", "/x", body: .bytes([0, 255], contentType: "image/png")))
        #expect(bytes.body?.bytes == [0, 255])
        #expect(bytes.fields["content-type"] == "image/png")
        let none = try await sent(RawRequest("DELETE", "/x"))
        #expect(none.body == nil)
        #expect(none.fields["content-type"] == nil)
    }

    @Test func sendsKeysOptionsAndLimits() async throws {
        let config = ProviderConfig.minimal.with(\.apiKey, "sk-1").with(\.headers, ["X-A": "config"])
        let request = RawRequest(
            "GET", "/x", headers: ["x-a": "request", "X-B": "request"], gateway: GatewayOptions(requestID: "id"),
            limits: TimeLimits(idle: .seconds(7)))
        let sent = try await sent(request, config)
        #expect(sent.fields["authorization"] == "Bearer sk-1")
        #expect(sent.fields["x-a"] == "config" && sent.fields["x-b"] == "request")
        #expect(sent.fields["x-request-id"] == "id")
        #expect(sent.limits.idle == .seconds(7))
    }

    @Test(arguments: [
        RawRequest("GE T", "/x"), RawRequest("", "/x"), RawRequest("GET", "x"), RawRequest("GET", ""),
        RawRequest("GET", "/a b"), RawRequest("GET", "/a?b"), RawRequest("GET", "/a#b"), RawRequest("GET", "/ä"),
        RawRequest("GET", "/x\r\n"), RawRequest("GET", "/x", headers: ["a b": "c"]),
        RawRequest("GET", "/x", headers: ["a": "b\nc"]), RawRequest("GET", "/x", headers: ["Host": "other"]),
        RawRequest("GET", "/x", headers: ["content-length": "1"]),
        RawRequest("GET", "/x", headers: ["Transfer-Encoding": "chunked"]),
        RawRequest("POST", "/x", body: .bytes([], contentType: "a\r\nb")),
        RawRequest("POST", "/x", body: .json(.number(.nan))),
        RawRequest("GET", "/x", gateway: GatewayOptions(requestID: "")),
        RawRequest("GET", "/x", limits: TimeLimits(idle: .seconds(0))),
    ])
    func refusesWhatCannotBeSent(_ request: RawRequest) async throws {
        let harness = try Harness(.minimal, .json(200, "{}"))
        #expect(await llmError { try await harness.model.raw(request) }?.code == .configuration)
        #expect(await llmError { for try await _ in harness.model.rawEvents(request) {} }?.code == .configuration)
        #expect(await llmError { for try await _ in harness.model.rawBytes(request) {} }?.code == .configuration)
        #expect(harness.transport.requests.isEmpty)
    }
}
