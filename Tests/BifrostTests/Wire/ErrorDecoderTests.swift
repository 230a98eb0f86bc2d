import HTTPTransport
import LLM
import Testing

@testable import Bifrost

struct ErrorDecoderTests {
    private let errors = ErrorDecoder(secrets: ["sk-secret-123", ""], now: { UnixTime(seconds: 784_111_777) })

    private func error(
        _ status: Int = 500, _ body: String = "", _ fields: [(String, String)] = []
    ) -> LLMError {
        let fields = HTTPFields(fields.map { HTTPFields.Field(name: $0.0, value: $0.1) })
        return errors.error(status: status, fields: fields, body: Array(body.utf8))
    }

    // MARK: The table

    @Test(arguments: [
        (400, LLMError.Code.invalidRequest), (405, .invalidRequest), (409, .invalidRequest), (413, .invalidRequest),
        (418, .invalidRequest), (422, .invalidRequest), (401, .authentication), (403, .permission), (404, .notFound),
        (402, .budget), (429, .rateLimited), (500, .server), (502, .server), (501, .server), (520, .server),
        (599, .server), (503, .overloaded), (529, .overloaded), (408, .timeout), (504, .timeout), (522, .timeout),
        (524, .timeout), (499, .cancelled), (301, .invalidRequest),
    ])
    func statusNamesTheClass(status: Int, code: LLMError.Code) {
        for body in ["", "{}", "x", #"{"error":{"message":"m","type":"unheard_of","code":null}}"#] {
            #expect(error(status, body).code == code)
            #expect(error(status, body).status == status)
        }
        let inStream = errors.error(inEvent: Array(#"{"error":{"message":"m"},"status_code":\#(status)}"#.utf8))
        #expect(inStream.code == (status >= 400 ? code : .server))
    }

    static let words: [(String, LLMError.Code)] = [
        ("context_length_exceeded", .invalidRequest), ("content_filter", .invalidRequest),
        ("invalid_api_key", .authentication), ("authentication_error", .authentication),
        ("virtual_key_required", .authentication), ("virtual_key_blocked", .permission),
        ("virtual_key_not_found", .permission), ("model_blocked", .permission), ("provider_blocked", .permission),
        ("permission_error", .permission), ("model_not_found", .notFound), ("not_found_error", .notFound),
        ("no_key_supports_model", .notFound), ("budget_exceeded", .budget), ("insufficient_quota", .budget),
        ("rate_limited", .rateLimited), ("token_limited", .rateLimited), ("request_limited", .rateLimited),
        ("rate_limit_exceeded", .rateLimited), ("rate_limit_error", .rateLimited),
        ("provider_connection_failed", .server), ("overloaded_error", .overloaded), ("request_dropped", .overloaded),
        ("request_timed_out", .timeout), ("request_cancelled", .cancelled),
    ]

    @Test(arguments: words)
    func wordsBeatTheStatus(word: String, code: LLMError.Code) {
        let retryable = [.rateLimited, .server, .overloaded, .timeout].contains(code)
        let bodies = [
            #"{"type":"\#(word)","error":{"message":"m"}}"#, #"{"error":{"message":"m","type":"\#(word)"}}"#,
            #"{"error":{"message":"m","type":"invalid_request_error","code":"\#(word)"}}"#,
            #"{"error":{"message":"m"},"extra_fields":{"error_type":"\#(word)"}}"#,
            #"{"error":"m","type":"\#(word)"}"#, #"{"object":"error","message":"m","code":"\#(word)"}"#,
        ]
        for body in bodies {
            for found in [error(418, body), error(500, body), errors.error(inEvent: Array(body.utf8))] {
                #expect(found.code == code)
                #expect(found.isRetryable == retryable)
                #expect(found.message == "m")
            }
        }
    }

    @Test func theFirstKnownWordCounts() {
        let body = #"{"type":"x","error":{"type":"rate_limited","code":"budget_exceeded"},"status_code":400}"#
        #expect(error(400, body).code == .rateLimited)
        #expect(error(400, #"{"type":"model_blocked","error":{"type":"rate_limited"}}"#).code == .permission)
    }

    @Test(arguments: [
        ("server_error", LLMError.Code.server), ("api_error", .server), ("invalid_request_error", .invalidRequest),
    ])
    func vagueWordsCountOnlyWithoutAStatus(word: String, code: LLMError.Code) {
        let body = #"{"error":{"message":"m","type":"\#(word)"}}"#
        #expect(error(404, body).code == .notFound)
        #expect(error(503, body).code == .overloaded)
        #expect(errors.error(inEvent: Array(body.utf8)).code == code)
        let named = #"{"error":{"message":"m","type":"\#(word)","code":401}}"#
        #expect(errors.error(inEvent: Array(named.utf8)).code == .authentication)
    }

    @Test(arguments: [
        (#"{"error":{"code":429}}"#, 429), (#"{"error":{"code":"429"}}"#, 429), (#"{"error":{"status":503}}"#, 503),
        (#"{"error":{"status":"503"}}"#, 503), (#"{"error":{"code":"x","status":503}}"#, 503),
        (#"{"status_code":402,"error":{"code":429}}"#, 402), (#"{"status_code":"402","error":"m"}"#, 402),
        (#"{"status_code":null,"error":{"code":429.0}}"#, 429), (#"{"status_code":0,"error":{"code":429}}"#, 429),
        (#"{"choices":[{"error":{"code":502,"message":"m"}}]}"#, 502),
        (#"{"object":"error","code":400,"message":"m"}"#, 400), (#"{"error":{"code":7}}"#, nil),
        (#"{"error":{"code":200}}"#, nil), (#"{"error":{"status":"UNAVAILABLE"}}"#, nil), (#"{"error":"429"}"#, nil),
        (#"{"error":{"code":99999999999999999999}}"#, nil),
    ])
    func numbersTakeTheStatussPlaceInAStream(body: String, status: Int?) {
        let found = errors.error(inEvent: Array(body.utf8))
        #expect(found.status == status)
        #expect(found.code == status.map(ErrorClassification.code(forStatus:)) ?? .server)
    }

    @Test func theHTTPStatusBeatsTheOneInTheBody() {
        #expect(error(429, #"{"status_code":500,"error":{"message":"m"}}"#).code == .rateLimited)
        #expect(error(200, #"{"status_code":429,"error":{"message":"m"}}"#).code == .rateLimited)
        #expect(error(200, #"{"error":{"message":"m"}}"#).code == .server)
    }

    @Test(arguments: [
        "request dropped: queue is full", "provider is shutting down", "Error: Provider is shutting down.",
    ])
    func overloadInDisguise(message: String) {
        for status in [400, 401, 500] {
            let found = error(status, #"{"error":{"message":"\#(message)"}}"#)
            #expect(found.code == .overloaded)
            #expect(found.isRetryable)
        }
        #expect(errors.error(inEvent: Array(#"{"error":"\#(message)"}"#.utf8)).code == .overloaded)
        #expect(error(400, message).code == .overloaded)
    }

    // MARK: Fields

    @Test func fieldsAreFilledIn() {
        let body = #"""
            {"type":"rate_limited","event_id":"e","is_bifrost_error":false,"status_code":429,
             "error":{"type":"t","code":77,"message":"slow down","param":null,"error":"inner"},
             "extra_fields":{"provider":"openai","retry_after_ms":1500,"raw_response":{"a":[[[[[[[[[[1]]]]]]]]]]}}}
            """#
        let found = error(
            429, body, [("X-Request-Id", "theirs"), ("x-bifrost-request-id", "ours"), ("x-should-retry", "False")])
        #expect(found.message == "slow down")
        #expect(found.type == "rate_limited")
        #expect(found.providerCode == "77")
        #expect(found.provider == "openai")
        #expect(found.requestID == "ours")
        #expect(found.retryAfter == .milliseconds(1500))
        #expect(!found.isRetryable)
        #expect(error(500, "", [("X-REQUEST-ID", "theirs")]).requestID == "theirs")
        #expect(error(500, "", [("x-bifrost-provider", "groq")]).provider == "groq")
        #expect(error(400, "", [("X-Should-Retry", "true")]).isRetryable)
        #expect(!error(400, "", [("X-Should-Retry", "maybe")]).isRetryable)
        #expect(errors.error(inEvent: Array(body.utf8)).retryAfter == .milliseconds(1500))
    }

    // MARK: Messages

    @Test(arguments: [
        (#"{"error":{"message":"a"}}"#, "a"), (#"{"error":"a"}"#, "a"), (#"{"message":"a"}"#, "a"),
        (#"{"detail":"a"}"#, "a"), (#"{"detail":[{"loc":["body"],"msg":"a"}]}"#, "a"),
        (#"{"error":{"message":"","error":"a"}}"#, "a"), (#"{"error":{"message":{"x":1}},"message":"a"}"#, "a"),
        (#"[{"error":{"message":"a"}}]"#, "a"), (#""a""#, "a"), ("  a \n\t b\u{1b}[0m ", "a b [0m"),
        ("data: {\"error\":{\"message\":\"a\"}}\n\ndata: [DONE]\n\n", "a"), ("event: error\ndata: a\n\n", "a"),
        (": x\ndata: {\"error\":\"a\"}", "a"), ("", "status 500"), ("{}", "status 500"), ("null", "status 500"),
        (#"{"error":{"message":"cut o"#, "status 500"), (#"{"error":{"message":"[400] {x}"}}"#, "[400] {x}"),
    ])
    func messages(body: String, message: String) {
        let found = error(500, body).message
        #expect(message == "status 500" ? found.contains(message) : found == message)
    }

    @Test(arguments: [
        ("<html><head><title>502 Bad\nGateway</title></head><body><p>long</p></body></html>", "502 Bad Gateway"),
        ("<html><body><h1>504 <b>Gateway</b> Time-out</h1>\nThe server</body></html>\n", "504 Gateway Time-out"),
        ("  <!DOCTYPE HTML><HTML><TITLE></TITLE><H1 class='x'>Oops</H1>", "Oops"),
        ("<html><body>nothing to see</body></html>", "status 500"), ("<html", "status 500"),
        ("<?xml version='1.0'?><Error><Code>X</Code></Error>", "status 500"),
        (#"{"error":{"message":"Upstream: <html><h1>502 Bad Gateway</h1></html>"}}"#, "Upstream: 502 Bad Gateway"),
    ])
    func pagesAreReducedToTheirHeading(body: String, message: String) {
        let found = error(500, body).message
        #expect(message == "status 500" ? found.contains(message) : found == message)
        #expect(!found.contains("<"))
    }

    @Test func declaredHTMLNeedsNoKnownTag() {
        let found = error(502, "<table><tr>x</tr></table>", [("Content-Type", "text/HTML; charset=utf-8")])
        #expect(found.message.contains("status 502"))
        #expect(error(502, "plain words", [("Content-Type", "text/html")]).message == "plain words")
    }

    @Test func messagesAreShort() {
        let long = String(repeating: "é", count: 100_000)
        #expect(error(500, long).message.count == 501)
        #expect(error(500, #"{"error":{"message":"\#(long)"}}"#).message.count == 501)
        #expect(error(500, String(repeating: "x", count: 500)).message.count == 500)
        #expect(error(500, String(repeating: "x ", count: 500)).message.count == 501)
    }

    @Test func theKeyIsNeverRepeated() {
        let body = #"""
            {"type":"sk-secret-123","error":{"message":"bad key sk-secret-123, sk-secret-123!","code":"sk-secret-123"},
             "extra_fields":{"provider":"sk-secret-123"}}
            """#
        let fields = [("x-request-id", "sk-secret-123")]
        let found = error(401, body, fields)
        for text in [found.message, found.type, found.providerCode, found.provider, found.requestID, "\(found)"] {
            #expect(text?.contains("secret") == false)
        }
        #expect(found.message == "bad key •••, •••!")
        let atTheCut = String(repeating: "x", count: 495) + "sk-secret-123"
        #expect(!error(500, atTheCut).message.contains("sk-"))
        #expect(!error(500, "<title>sk-secret-123</title>").message.contains("secret"))
        #expect(!errors.error(inEvent: Array("sk-secret-123".utf8)).message.contains("secret"))
    }

    @Test func theKeyIsNotPutTogetherAgain() {
        let page = "<title>sk-<b>secret</b>-123</title>"
        #expect(error(500, page).message == "•••")
        #expect(error(500, #"{"error":{"message":"\#(page)"}}"#).message == "•••")
    }

    @Test func namesInHeaderFieldsAreShortLines() {
        let long = "a\u{1B}[31m" + String(repeating: "b", count: 1000)
        let found = error(500, "", [("x-request-id", long), ("x-bifrost-provider", long)])
        for text in [found.requestID, found.provider] {
            #expect(text?.hasPrefix("a [31mbb") == true)
            #expect(text?.count == 501)
        }
    }

    @Test func zeroHoweverItIsWrittenReportsNoError() {
        for zero in ["0", "-0", "0.0", "0e1"] {
            #expect(errors.error(declaredIn: Array(#"{"error":\#(zero)}"#.utf8)) == nil)
        }
        #expect(errors.error(declaredIn: Array(#"{"error":0.1}"#.utf8)) != nil)
    }

    @Test func anythingAtAllIsAnError() {
        for bytes: [UInt8] in [[0xFF, 0xFE, 0x00], [0x00], Array(repeating: 0x5B, count: 100_000)] {
            let found = errors.error(status: 500, fields: HTTPFields(), body: bytes)
            #expect(found.code == .server)
            #expect(!found.message.isEmpty)
        }
    }
}
