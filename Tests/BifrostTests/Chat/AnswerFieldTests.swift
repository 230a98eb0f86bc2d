import HTTPTransport
import LLM
import Testing

@testable import Bifrost

struct AnswerFieldTests {
    @Test func theEnvelope() throws {
        let answer = try WholeAnswer.decoded()
        #expect(answer.created == 1_765_000_001)
        #expect(answer.serviceTier == .flex)
        #expect(answer.systemFingerprint == "fp_1")
        #expect(answer.citations == ["https://a", "https://b"])
        #expect(answer.searchResults.map(\.title) == ["A"])
        #expect(answer.searchResults.map(\.url) == ["https://a"])
        #expect(answer.searchResults.map(\.date) == ["2026-01-01"])
        #expect(answer.videos == [["url": "https://v"]])
        #expect(answer.additionalFields == ["novel": ["deep": [1]]])
    }

    @Test func theChoices() throws {
        let choices = try WholeAnswer.decoded().choices
        #expect(choices.map(\.message.text) == ["Hi you", "Hey"])
        #expect(choices.map(\.finishReason) == [.stop, .length])
        #expect(choices.map(\.stopSequence) == ["END", nil])
        #expect(choices.map(\.additionalFields) == [["content_filter_results": ["ok": true]], [:]])
        let logprobs = try #require(choices[0].logprobs)
        #expect(logprobs.content.map(\.token) == ["Hi", " you"])
        #expect(logprobs.content.map(\.logprob) == [-0.25, -1])
        #expect(logprobs.content[0].bytes == [104, 105])
        #expect(logprobs.content[0].topLogprobs.map(\.logprob) == [-0.25, -9999])
        #expect(logprobs.content[0].topLogprobs[0].bytes == nil)
        #expect(logprobs.refusal.map(\.token) == ["no"])
        #expect(choices[1].logprobs == nil)
    }

    @Test func theMessage() throws {
        let message = try WholeAnswer.decoded().message
        #expect(message.refusal == "no")
        let audio = AudioOutput(id: "audio_1", data: "AAECAw==", transcript: "Hi you", expiresAt: 1_765_003_601)
        #expect(message.audio == audio)
        #expect(message.annotations.map(\.type) == ["url_citation"])
        let citation = try #require(message.annotations.first?.urlCitation)
        #expect(citation == .init(startIndex: 0, endIndex: 3, title: "A", url: "https://a"))
        #expect(message.additionalFields == ["provider_note": "p"])
        #expect(
            message.toolCalls == [
                ToolCall(id: "f_ts_é/+=", name: "f", arguments: #"{"x": 1}"#),
                ToolCall(id: "b", name: "say", arguments: "free text", isCustom: true),
            ])
    }

    @Test func theUsage() throws {
        let usage = try #require(try WholeAnswer.decoded().usage)
        let expected = Usage(
            input: 9, output: 8, total: 17, cached: 9, reasoning: 4,
            inputDetails: .init(text: 1, audio: 2, image: 3, cachedRead: 4, cachedWrite: 5),
            outputDetails: .init(
                text: 1, audio: 2, image: 3, acceptedPrediction: 5, rejectedPrediction: 6, citation: 7,
                searchQueries: 8),
            cost: .init(
                total: 2.1, input: 0.1, output: 0.2, reasoning: 0.3, citation: 0.4, searchQueries: 0.5, request: 0.6,
                additionalFields: ["extra": 1]),
            additionalFields: ["queue_time": 0.5, "prompt_tokens_details": ["cached_write_1h": 5]])
        #expect(usage == expected)
    }

    @Test(arguments: [
        ("0.5", Usage.Cost(total: 0.5)), ("3", Usage.Cost(total: 3)), ("null", nil), ("{}", nil), ("[]", nil),
        (#"{"total_cost":null,"request_cost":1}"#, Usage.Cost(request: 1)),
    ])
    func aCostIsANumberOrAnObject(json: String, cost: Usage.Cost?) throws {
        let body = #"{"choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"total_tokens":1,"cost":\#(json)}}"#
        #expect(try ChatStreamRun.result(of: [body]).get().usage?.cost == cost)
    }

    /// Such as pictures, which some providers put there.
    @Test func partsOfOtherKindsAreKept() throws {
        let picture = #"{"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}}"#
        let body =
            #"{"choices":[{"message":{"content":[{"type":"text","text":"a"},\#(picture)]},"finish_reason":"stop"}]}"#
        let answer = try ChatResponseDecoder.decode(
            Array(body.utf8), status: 200, fields: HTTPFields(), limits: AnswerLimits(), detail: [],
            errors: ErrorDecoder(secrets: []))
        #expect(answer.text == "a")
        #expect(try answer.message.additionalFields == ["content": [JSONValue(parsing: picture)]])
    }

    @Test func aRefusalMayBeAPartOfTheContent() throws {
        let parts = #"[{"type":"text","text":"a"},{"type":"refusal","refusal":"n"},{"type":"refusal","refusal":"o"}]"#
        let body = #"{"choices":[{"message":{"content":\#(parts),"refusal":null},"finish_reason":"stop"}]}"#
        let answer = try ChatStreamRun.result(of: [body]).get()
        #expect(answer.text == "a")
        #expect(answer.refusal == "no")
    }

    @Test(arguments: [
        #""created":"x","service_tier":1,"system_fingerprint":[],"citations":"a","search_results":{},"videos":0"#,
        #""created":0,"service_tier":"","system_fingerprint":"","citations":[],"search_results":[],"videos":[]"#,
        #""created":null,"service_tier":null,"system_fingerprint":null,"citations":null,"videos":null"#,
        #""choices":[{"logprobs":1,"stop":2,"finish_reason":"stop","delta":{"audio":[],"annotations":{}}}]"#,
        #""choices":[{"logprobs":{"content":7,"refusal":[1]},"finish_reason":"stop","delta":{"audio":{"id":""}}}]"#,
    ])
    func wrongTypesCountAsMissing(members: String) throws {
        let stop = #"{"choices":[{"delta":{},"finish_reason":"stop"}]}"#
        let answer = try ChatStreamRun.result(of: ["{\(members)}", stop]).get()
        var bare = ChatResponse(choices: [Choice(index: 0, message: Message(role: .assistant), finishReason: .stop)])
        bare.metadata = answer.metadata
        #expect(answer == bare)
    }

    @Test func identityComesOnceAndListsWhenTheyChange() throws {
        var decoder = ChunkDecoder(maximumDepth: 8, detail: [])
        let texts = [
            #"{"created":0,"service_tier":"","citations":["a"]}"#,
            #"{"created":5,"service_tier":"flex","citations":["a"]}"#,
            #"{"created":6,"service_tier":"auto","citations":["a","b"]}"#,
        ]
        let chunks = try texts.map { text in try decoder.decode(Array(text.utf8).span) }
        #expect(chunks.map { $0?.created } == [nil, 5, nil])
        #expect(chunks.map { $0?.serviceTier } == [nil, .flex, nil])
        #expect(chunks.map { $0?.citations } == [["a"], [], ["a", "b"]])
    }
}
