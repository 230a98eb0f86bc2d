import HTTPTransport
import LLM
import Testing

@testable import Bifrost

struct RateLimitTests {
    private func limits(_ headers: [String: String], body: String = "{}") -> RateLimits {
        var metadata = ResponseMetadata(
            headers: headers.map { ResponseMetadata.Header(name: $0.key, value: $0.value) })
        metadata.answerFields = AnswerFields(json: Array(body.utf8))
        return metadata.gateway.rateLimits
    }

    @Test func readsOpenAI() {
        let limits = limits([
            "X-RateLimit-Limit-Requests": "10000", "x-ratelimit-remaining-requests": "9999",
            "x-ratelimit-reset-requests": "6m0s", "x-ratelimit-limit-tokens": "2000000",
            "x-ratelimit-remaining-tokens": "1999976", "x-ratelimit-reset-tokens": "12ms",
        ])
        #expect(limits.requests == RateLimit(limit: 10_000, remaining: 9999, reset: .after(.seconds(360))))
        #expect(limits.tokens == RateLimit(limit: 2_000_000, remaining: 1_999_976, reset: .after(.milliseconds(12))))
        #expect(limits.inputTokens == nil)
    }

    @Test func readsAnthropic() {
        let limits = limits([
            "anthropic-ratelimit-requests-limit": "50", "anthropic-ratelimit-requests-remaining": "0",
            "anthropic-ratelimit-requests-reset": "2026-01-01T00:00:30Z",
            "anthropic-ratelimit-input-tokens-limit": "40000", "anthropic-ratelimit-output-tokens-remaining": "7",
        ])
        #expect(limits.requests == RateLimit(limit: 50, remaining: 0, reset: .at(1_767_225_630)))
        #expect(limits.inputTokens == RateLimit(limit: 40_000))
        #expect(limits.outputTokens == RateLimit(remaining: 7))
        #expect(limits.tokens == nil)
    }

    @Test func readsOthersAndTheBody() {
        #expect(limits(["x-ratelimit-limit": "20"]).requests == RateLimit(limit: 20))
        let body = #"{"provider_response_headers":{"X-Ratelimit-Remaining-Tokens":"5"}}"#
        #expect(limits([:], body: body).tokens == RateLimit(remaining: 5))
        #expect(limits(["x-ratelimit-remaining-tokens": "4"], body: body).tokens == RateLimit(remaining: 4))
        #expect(limits(["x-ratelimit-limit-requests": "many", "x-ratelimit-reset-requests": ""]) == RateLimits())
    }

    @Test(
        arguments: [
            ("1s", .after(.seconds(1))), ("1h2m3s", .after(.seconds(3723))), ("2m59.5s", .after(.seconds(179.5))),
            ("0s", .after(.zero)), ("250us", .after(.microseconds(250))), ("60", .after(.seconds(60))),
            ("0.5", .after(.seconds(0.5))), ("1767225600", .at(1_767_225_600)), ("1767225600500", .at(1_767_225_600.5)),
            ("2026-01-01t00:00:00.25+01:30", .at(1_767_220_200.25)), ("2025-12-31 23:59:60Z", .at(1_767_225_600)),
            ("", nil), ("-1", nil), ("soon", nil), ("1", .after(.seconds(1))), ("1x", nil), ("s", nil), ("1s2", nil),
            ("nan", nil), ("inf", nil), ("1e400", nil), ("2026-13-01T00:00:00Z", nil), ("2026-01-01T00:00:00", nil),
            ("2026-01-01T24:00:00Z", nil), ("2026-01-01T00:00:00.Z", nil), ("2026-01-01T00:00:00+1:00", nil),
            ("2026-01-01T00:00:00Zx", nil), ("2026-01-01T00:00:0075Z", nil), ("2026-01-01T00:00:00.5.5Z", nil),
            ("9999999999999999h", nil),
        ] as [(String, RateLimit.Reset?)])
    func readsReset(_ text: String, _ reset: RateLimit.Reset?) {
        #expect(RateLimit.Reset(text) == reset)
    }
}
