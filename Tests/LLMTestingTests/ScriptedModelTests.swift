import LLM
import LLMTesting
import TestSupport
import Testing

struct ScriptedModelTests {
    private let hello: [Message] = [.user("Hello?")]

    private func texts(_ stream: ChatStream) async throws -> [String] {
        var texts: [String] = []
        for try await chunk in stream { texts.append(chunk.delta) }
        return texts
    }

    @Test func givesOneAnswerForEachCallInOrder() async throws {
        let model = ScriptedModel("One two", "Three", modelID: "test/model")
        #expect(model.modelID == "test/model")
        #expect(try await model.generate(hello).text == "One two")
        #expect(model.remainingReplies == 1)
        #expect(try await texts(model.stream(hello)) == ["Three", ""])
        #expect(model.remainingReplies == 0)
    }

    @Test func aTextComesWordByWord() async throws {
        let model = ScriptedModel(.text(" Hello  there,\nwörld "), repeatsLast: true)
        #expect(try await texts(model.stream(hello)) == [" Hello", "  there,", "\nwörld", " ", ""])
        #expect(try await texts(ScriptedModel("").stream(hello)) == [""])
        #expect(try await texts(ScriptedModel(.text(pieces: ["Hel", "lo"])).stream(hello)) == ["Hel", "lo", ""])
    }

    @Test func generateAndStreamGiveTheSameAnswer() async throws {
        let usage = Usage(input: 3, output: 2, total: 5)
        let replies: [ScriptedReply] = [
            .text("Hello there", usage: usage),
            .text("cut short by the li", finishReason: .length),
            .toolCalls(
                [ToolCall(id: "a", name: "f", arguments: #"{"city":"Zürich"}"#)], text: "Let me see.", usage: usage),
        ]
        for reply in replies {
            let model = ScriptedModel(reply, repeatsLast: true)
            var (whole, streamed) = (try await model.generate(hello), try await model.stream(hello).collect())
            #expect((whole.id, streamed.id) == ("scripted-1", "scripted-2"))
            #expect(whole.model == "scripted" && whole.metadata.status == 200)
            (whole.id, streamed.id) = (nil, nil)
            #expect(whole == streamed)
        }
    }

    @Test func argumentsComeInPiecesUnderTheirIndex() async throws {
        let calls = [
            ToolCall(id: "a", name: "f", arguments: #"{"city":"Zürich"}"#),
            ToolCall(id: "b", name: "g", arguments: ""),
            ToolCall(id: "c", name: "say", arguments: "free text", isCustom: true),
        ]
        let model = ScriptedModel(.toolCalls(calls))
        var pieces: [ToolCallDelta] = []
        var accumulator = ChatAccumulator()
        for try await chunk in model.stream(hello) {
            pieces += chunk.toolCalls
            accumulator.add(chunk)
        }
        #expect(pieces.map(\.index) == [0, 0, 0, 0, 1, 2, 2, 2])
        #expect(pieces.map(\.arguments).contains(#"{"city":"#))
        #expect(accumulator.response().toolCalls == calls)
        #expect(accumulator.response().finishReason == .toolCalls)
    }

    @Test func argumentsThatAreCutAreNotComplete() async throws {
        let response = try await ScriptedModel(.toolCall("f", #"{"city":"Zü"#)).stream(hello).collect()
        #expect(response.toolCalls.map(\.isComplete) == [false])
    }

    @Test func aWholeAnswerIsGivenAsItIs() async throws {
        let message = Message(
            role: .assistant, content: [.text("Hello there")], refusal: "no more", reasoning: "let me think",
            reasoningSignature: "s", reasoningDetails: [["type": "t"]], audio: AudioOutput(id: "a"),
            annotations: [Annotation(json: 1)], additionalFields: ["m": 1])
        var response = ChatResponse(
            choices: [
                Choice(
                    index: 0, message: message, finishReason: .stop, stopSequence: "END",
                    logprobs: Logprobs(content: [TokenLogprob(token: "t", logprob: -1)]), additionalFields: ["c": 1]),
                Choice(index: 1, message: .assistant("Other"), finishReason: .length),
            ], id: "i", model: "m", provider: "p", usage: Usage(input: 1, output: 2, total: 3),
            metadata: ResponseMetadata(status: 203, requestID: "r"))
        response.created = 1
        response.serviceTier = .flex
        response.systemFingerprint = "f"
        response.citations = ["c"]
        response.searchResults = [SearchResult(json: 1)]
        response.videos = [2]
        response.additionalFields = ["x": 3]
        let model = ScriptedModel(.response(response), repeatsLast: true)
        #expect(try await model.generate(hello) == response)
        #expect(try await model.stream(hello).collect() == response)
    }

    @Test func aStreamTakesItsAnswerWhenItIsRead() async throws {
        let model = ScriptedModel("first", "second")
        let stream = model.stream(hello)
        var iterator = stream.makeAsyncIterator()
        #expect(model.calls.isEmpty)
        #expect(try await model.generate(hello).text == "first")
        #expect(try await iterator.next(isolation: nil)?.delta == "second")
        #expect(stream.metadata.status == 200)
        await #expect(throws: LLMError.self) {
            var again = stream.makeAsyncIterator()
            _ = try await again.next(isolation: nil)
        }
    }

    @Test func notesWhatWasAskedFor() async throws {
        let model = ScriptedModel("a", "b", "c")
        let tools = [ToolDefinition(name: "f")]
        _ = try await model.generate(hello, options: GenerateOptions(temperature: 0.5))
        _ = try await model.bindTools(tools).stream(hello).collect()
        _ = try await model.bindTools(tools).bindTools([]).generate([.user("Bye")])
        #expect(model.calls.map(\.isStreamed) == [false, true, false])
        #expect(model.calls.map(\.tools) == [nil, tools, []])
        #expect(model.calls.map(\.messages) == [hello, hello, [.user("Bye")]])
        #expect(model.calls[0].options.temperature == 0.5 && model.calls[0].modelID == "scripted")
    }

    @Test func theScriptHasAnEnd() async throws {
        let model = ScriptedModel("only")
        _ = try await model.generate(hello)
        let error = await #expect(throws: LLMError.self) { try await model.generate(hello) }
        #expect(error?.code == .configuration)
        #expect(error?.message == "the script has 1 answers, and this is call 2")
        await #expect(throws: LLMError.self) { try await ScriptedModel(repeatsLast: true).generate(hello) }
    }

    @Test func answersMayBeComputed() async throws {
        let model = ScriptedModel { call in
            guard let last = call.messages.last else { throw LLMError(.invalidRequest, "no messages") }
            return "You said: \(last.text)"
        }
        #expect(try await model.generate(hello).text == "You said: Hello?")
        #expect(try await model.stream([.user("Bye")]).collect().text == "You said: Bye")
        let error = await #expect(throws: LLMError.self) { try await model.generate([]) }
        #expect(error?.code == .invalidRequest)
        #expect(model.calls.count == 3 && model.remainingReplies == 0)
    }

    @Test func callsAtTheSameTimeEachTakeAnAnswer() async throws {
        let model = ScriptedModel(replies: (0..<100).map { .text("\($0)") })
        let texts = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<50 {
                group.addTask { try await model.generate(hello).text }
                group.addTask { try await model.stream(hello).collect().text }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(texts == Set((0..<100).map(String.init)))
        #expect(model.calls.count == 100)
    }
}
