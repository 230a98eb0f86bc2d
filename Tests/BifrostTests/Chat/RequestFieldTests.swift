import HTTPTransport
import LLM
import TestSupport
import Testing

@testable import Bifrost

/// Every option, and the field of the request that it is.
struct RequestFieldTests {
    struct Field: CustomTestStringConvertible {
        var name: String
        var options: GenerateOptions
        var value: JSONValue

        init(_ name: String, _ options: GenerateOptions, _ value: JSONValue) {
            self.name = name
            self.options = options
            self.value = value
        }

        var testDescription: String { name }
    }

    static let fields = [
        Field("logprobs", GenerateOptions(logprobs: true), true),
        Field("top_logprobs", GenerateOptions(logprobs: true, topLogprobs: 20), 20),
        Field("logit_bias", GenerateOptions(logitBias: ["50256": -100]), ["50256": -100.0]),
        Field("n", GenerateOptions(n: 3), 3),
        Field(
            "reasoning", GenerateOptions(reasoning: Reasoning(isEnabled: true, effort: .high, maxTokens: 512)),
            ["enabled": true, "effort": "high", "max_tokens": 512]),
        Field("reasoning", GenerateOptions(reasoning: .maxTokens(-1)), ["max_tokens": -1]),
        Field("verbosity", GenerateOptions(verbosity: .low), "low"),
        Field("modalities", GenerateOptions(modalities: [.text, .audio]), ["text", "audio"]),
        Field(
            "audio", GenerateOptions(audio: AudioOptions(format: .pcm16, voice: "alloy")),
            ["format": "pcm16", "voice": "alloy"]),
        Field(
            "prediction", GenerateOptions(prediction: Prediction("let a = 1")),
            ["type": "content", "content": "let a = 1"]),
        Field(
            "prediction", GenerateOptions(prediction: Prediction(content: [.text("a"), .text("b")])),
            ["type": "content", "content": [["type": "text", "text": "a"], ["type": "text", "text": "b"]]]),
        Field("metadata", GenerateOptions(metadata: ["run": 7]), ["run": 7]),
        Field("service_tier", GenerateOptions(serviceTier: .flex), "flex"),
        Field("safety_identifier", GenerateOptions(safetyIdentifier: "u"), "u"),
        Field("prompt_cache_key", GenerateOptions(promptCacheKey: "k"), "k"),
        Field("prompt_cache_retention", GenerateOptions(promptCacheRetention: .day), "24h"),
        Field("store", GenerateOptions(store: false), false),
        Field("web_search_options", GenerateOptions(webSearch: WebSearchOptions()), [:]),
        Field(
            "web_search_options",
            GenerateOptions(
                webSearch: WebSearchOptions(
                    contextSize: .high,
                    userLocation: .init(city: "Köln", country: "DE", region: "NRW", timezone: "Europe/Berlin"))),
            [
                "search_context_size": "high",
                "user_location": [
                    "type": "approximate",
                    "approximate": ["city": "Köln", "country": "DE", "region": "NRW", "timezone": "Europe/Berlin"],
                ],
            ]),
        Field("truncation", GenerateOptions(truncation: "auto"), "auto"),
    ]

    @Test(arguments: fields)
    func isSentAlone(field: Field) throws {
        let plain = try #require(try requestBody().objectValue)
        var members = try #require(try requestBody(field.options).objectValue)
        members["logprobs"] = field.name == "top_logprobs" ? nil : members["logprobs"]
        #expect(members.removeValue(forKey: field.name) == field.value)
        #expect(members == plain)
    }

    private func requestBody(_ options: GenerateOptions = GenerateOptions()) throws -> JSONValue {
        try BifrostTests.requestBody([.user("Hi")], options)
    }

    @Test(arguments: fields)
    func anExtraFieldTakesItsPlace(field: Field) throws {
        var options = field.options
        options.extraFields[field.name] = ["mine": true]
        #expect(try requestBody(options)[field.name] == ["mine": true])
    }

    @Test func whatIsEmptyIsNotSent() throws {
        let empty = GenerateOptions(logitBias: [:], reasoning: Reasoning(), modalities: [], metadata: [:])
        #expect(try requestBody(empty) == requestBody())
    }

    @Test func theDropInTakesNamedFieldsAtTheTopAndOthersBelow() throws {
        let options = GenerateOptions(n: 2, verbosity: .low, extraFields: ["top_k": 5])
        let body = try BifrostTests.requestBody([.user("Hi")], options, flavour: .dropIn)
        #expect(body["verbosity"] == "low")
        #expect(body["n"] == nil)
        #expect(body["extra_params"] == ["n": 2, "top_k": 5])
    }

    @Test func oneNameOfAReasoningSettingIsSent() throws {
        let options = GenerateOptions(
            reasoning: Reasoning(effort: .low, maxTokens: 9), extraFields: ["reasoning_max_tokens": 4])
        #expect(try requestBody(options)["reasoning"] == ["effort": "low"])
    }

    @Test(arguments: [(GenerateOptions(n: 2), "true"), (GenerateOptions(logprobs: true, store: true), nil)])
    func extraParametersArePassedOn(options: GenerateOptions, expected: String?) async throws {
        let harness = try Harness(.minimal, .helloAtOnce)
        _ = try await harness.model.generate(.hello, options: options)
        #expect(harness.transport.requests.first?.fields["x-bf-passthrough-extra-params"] == expected)
    }
}
