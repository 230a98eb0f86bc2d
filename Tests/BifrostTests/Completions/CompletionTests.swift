import Bifrost
import BifrostTesting
import HTTPTransport
import LLM
import TestSupport
import Testing

/// Text completions, whole and streamed.
@Suite(.timeLimit(.minutes(5)))
struct CompletionTests {
    private static let modelName = "openai/gpt-3.5-turbo-instruct"
    private static let question = "What is the capital of France?"
    private static let answer = "The capital of France is Paris."

    @Test(arguments: Flavour.allCases)
    func completesOverSockets(_ flavour: Flavour) async throws {
        try await withEmbeddedGateway { gateway in
            let model = try gateway.model(Self.modelName, flavour)
            let whole = try await model.complete(Self.question)
            let streamed = try await model.streamCompletion(Self.question).collect()
            for response in [whole, streamed] {
                #expect(response.text == Self.answer)
                #expect(response.finishReason == .stop)
                #expect(response.usage?.output == 6)
                #expect(response.model == "gpt-3.5-turbo-instruct")
                #expect(response.id != nil)
                #expect(response.metadata.status == 200)
                #expect(response.additionalFields.isEmpty)
            }
            #expect(whole.metadata.gateway.requestType == "text_completion")
            #expect(streamed.metadata.gateway.requestType == "text_completion_stream")
            var pieces: [String] = []
            for try await piece in model.streamCompletion(Self.question).text { pieces.append(piece) }
            #expect(pieces.count == 6)
            #expect(pieces.joined() == Self.answer)
        }
    }

    @Test func completesSeveralPrompts() async throws {
        try await withEmbeddedGateway { gateway in
            let model = try gateway.model(Self.modelName)
            let options = CompletionOptions(maxTokens: 2, n: 2)
            let whole = try await model.complete([Self.question, "2 + 2"], options: options)
            #expect(whole.choices.map(\.index) == [0, 1, 2, 3])
            #expect(whole.choices.map(\.finishReason) == [.length, .length, .length, .length])
            let streamed = try await model.streamCompletion([Self.question, "2 + 2"], options: options).collect()
            #expect(streamed.choices == whole.choices)
        }
    }

    @Test func writesEveryOption() async throws {
        let options = CompletionOptions(
            model: "openai/m", maxTokens: 5, temperature: 0.5, topP: 0.25, n: 2, bestOf: 3, stopSequences: ["."],
            suffix: "s", echo: true, logprobs: 1, logitBias: ["7": -1], presencePenalty: 0.5, frequencyPenalty: 1.5,
            seed: 9, user: "u", extraFields: ["top_k": 4])
        let expected: JSONValue = [
            "model": "openai/m", "prompt": ["a", "b"], "max_tokens": 5, "temperature": 0.5, "top_p": 0.25, "n": 2,
            "best_of": 3, "stop": ["."], "suffix": "s", "echo": true, "logprobs": 1, "logit_bias": ["7": -1.0],
            "presence_penalty": 0.5, "frequency_penalty": 1.5, "seed": 9, "user": "u", "top_k": 4,
        ]
        let harness = try Harness(.minimal, .json(200, #"{"choices":[{"text":"x","finish_reason":"stop"}]}"#))
        _ = try await harness.model.complete(["a", "b"], options: options)
        let body = try #require(harness.transport.requests.first?.body?.bytes)
        #expect(try JSONValue(parsing: body) == expected)
        #expect(harness.transport.requests.first?.url == "http://gateway:8080/v1/completions")
        _ = try await harness.model.complete("a")
        let single = try JSONValue(parsing: harness.transport.requests.last?.body?.bytes ?? [])
        #expect(single == ["model": "openai/gpt-4o", "prompt": "a"])
    }

    @Test func readsLikelihoods() async throws {
        let model = try BifrostModel.answered(
            by: #"""
                {"id":"","object":"text_completion","model":"m","system_fingerprint":"f","choices":[{"index":0,"text":"a b",
                "finish_reason":"stop","logprobs":{"tokens":["a"," b"],"token_logprobs":[null,-0.5],"text_offset":[0,1],
                "top_logprobs":[null,{" b":-0.5}]},"extra":1}],"usage":{"prompt_tokens":1,"total_tokens":3},"more":2}
                """#)
        let response = try await model.complete("x")
        let choice = try #require(response.choices.first)
        #expect(choice.logprobs?.tokens == ["a", " b"])
        #expect(choice.logprobs?.tokenLogprobs == [nil, -0.5])
        #expect(choice.logprobs?.topLogprobs == [[:], [" b": -0.5]])
        #expect(choice.logprobs?.textOffsets == [0, 1])
        #expect(choice.additionalFields == ["extra": 1])
        #expect(response.id == nil && response.systemFingerprint == "f" && response.usage?.total == 3)
        #expect(response.additionalFields == ["more": 2])
    }

    @Test(arguments: [
        #"[{"index":2,"text":"a"}]"#, #"[{"index":-1,"text":"a"}]"#, #"[{"index":0},{"index":0},{"index":0}]"#,
    ])
    func keepsTheLimitOfChoices(_ choices: String) async throws {
        let harness = try Harness(.minimal, answerLimits: AnswerLimits(choices: 2)) { _, _ in
            .json(200, #"{"choices":\#(choices)}"#)
        }
        let error = await llmError { try await harness.model.complete("x") }
        #expect(error?.code == .malformed && error?.message.contains("AnswerLimits.choices") == true)
    }

    @Test func refusesBadInput() async throws {
        let harness = try Harness(.minimal, .helloAtOnce)
        let model = harness.model
        #expect(await llmError { try await model.complete([]) }?.code == .configuration)
        #expect(await llmError { try await model.streamCompletion([]).collect() }?.code == .configuration)
        let options = [
            CompletionOptions(maxTokens: 0), CompletionOptions(n: 0), CompletionOptions(bestOf: 0),
            CompletionOptions(logprobs: -1), CompletionOptions(temperature: .nan),
        ]
        for options in options {
            #expect(await llmError { try await model.complete("a", options: options) }?.code == .configuration)
        }
        #expect(harness.transport.requests.isEmpty)
    }
}

/// How streamed completions end.
@Suite(.timeLimit(.minutes(5)))
struct CompletionStreamTests {
    private static func piece(_ text: String, _ index: Int = 0, finish: String? = nil) -> String {
        let reason = finish.map { #","finish_reason":"\#($0)""# } ?? ""
        return Event.data(#"{"choices":[{"index":\#(index),"text":"\#(text)"\#(reason)}]}"#)
    }

    private func collect(
        _ pieces: String..., prompts: Int = 1, options: CompletionOptions = CompletionOptions(),
        limits: AnswerLimits = AnswerLimits()
    ) async throws -> CompletionResponse {
        let harness = try Harness(.minimal.with(\.retries, .never), answerLimits: limits) { _, _ in
            .events(.bytes(Array(pieces.joined().utf8)))
        }
        let prompts = Array(repeating: "x", count: prompts)
        return try await harness.model.streamCompletion(prompts, options: options).collect()
    }

    @Test(arguments: [Event.done, ""])
    func isCompleteWithAFinishReason(_ end: String) async throws {
        let usage = Event.data(#"{"choices":[],"usage":{"total_tokens":5}}"#)
        let response = try await collect(Self.piece("a"), Self.piece("b", finish: "stop"), usage, end)
        #expect(response.text == "ab")
        #expect(response.usage?.total == 5)
    }

    @Test(arguments: [Event.done, ""])
    func isTruncatedWithoutOne(_ end: String) async throws {
        let error = await llmError {
            try await collect(Self.piece("a", finish: "stop"), Self.piece("b", 1), end)
        }
        #expect(error?.code == .truncated)
        #expect(error?.partial?.choices.map(\.message.text) == ["a", "b"])
        #expect(error?.partial?.choices.map(\.finishReason) == [.stop, nil])
        #expect(error?.partial?.metadata.status == 200)
    }

    @Test(arguments: [(1, 2), (2, nil), (2, 2), (2, Int.max)] as [(Int, Int?)])
    func isTruncatedWithFewerThanWereAskedFor(prompts: Int, n: Int?) async throws {
        let options = CompletionOptions(n: n)
        let one = Self.piece("a", finish: "stop")
        let error = await llmError { try await collect(one, Event.done, prompts: prompts, options: options) }
        #expect(error?.code == (n == .max ? nil : .truncated))
    }

    @Test(arguments: [CompletionOptions(extraFields: ["n": 1]), CompletionOptions(extraFields: ["prompt": "y"])])
    func countsWhatCameWhereExtraFieldsDecide(options: CompletionOptions) async throws {
        let response = try await collect(Self.piece("a", finish: "stop"), prompts: 2, options: options)
        #expect(response.text == "a")
    }

    @Test func awaitsALateUsage() async throws {
        let harness = try Harness(.minimal) { _, _ in
            .events(
                .bytes(Array(Self.piece("a", finish: "stop").utf8)), .silence(.seconds(5)),
                .bytes(Array(Event.data(#"{"choices":[],"usage":{"total_tokens":5}}"#).utf8)))
        }
        #expect(try await harness.model.streamCompletion("x").collect().usage?.total == 5)
    }

    @Test func likelihoodsCount() async throws {
        let piece = Event.data(#"{"choices":[{"index":0,"text":"","logprobs":{"token_logprobs":[-1,-1,-1]}}]}"#)
        let error = await llmError { try await collect(piece, limits: AnswerLimits(body: 20)) }
        #expect(error?.code == .malformed)
    }

    @Test func throwsWhatAnEventReports() async throws {
        let error = await llmError { try await collect(Self.piece("a"), Event.error(529, "Upstream overloaded")) }
        #expect(error?.code == .overloaded)
        #expect(error?.partial?.text == "a")
    }

    @Test func keepsItsLimits() async throws {
        let few = await llmError { try await collect(Self.piece("a", 2), limits: AnswerLimits(choices: 2)) }
        #expect(few?.code == .malformed)
        let long = await llmError { try await collect(Self.piece("abc"), limits: AnswerLimits(body: 2)) }
        #expect(long?.code == .malformed)
        let negative = await llmError { try await collect(Self.piece("a", -1)) }
        #expect(negative?.code == .malformed)
    }

    @Test(arguments: [
        (Fault.resetMidStream, LLMError.Code.truncated), (.cutCleanly, .truncated), (.doneWithoutFinish, .truncated),
        (.doneOnly, .truncated), (.errorFrameThenDone, .overloaded), (.errorFrame, .overloaded),
        (.malformedJSON, .malformed), (.unauthorized, .authentication), (.closeMidChunk, .truncated),
    ])
    func failsOverASocket(_ fault: Fault, _ code: LLMError.Code) async throws {
        try await withEmbeddedGateway { gateway in
            gateway.enqueue(.fault(fault))
            let stream = try gateway.model("openai/gpt-3.5-turbo-instruct").streamCompletion("2 + 2")
            #expect(await llmError { try await stream.collect() }?.code == code)
        }
    }

    @Test(arguments: [Fault.missingDone, .doneThenLinger, .oneBytePieces, .gluedHeartbeats, .finishThenSilence])
    func isWholeDespiteAFault(_ fault: Fault) async throws {
        try await withEmbeddedGateway { gateway in
            gateway.enqueue(.fault(fault))
            let stream = try gateway.model("openai/gpt-3.5-turbo-instruct").streamCompletion("2 + 2")
            #expect(try await stream.collect().text == "2 + 2 = 4")
        }
    }
}
