import LLM
import Testing

/// What few chunks have: kept out of line, and put together like the rest.
struct RareFieldTests {
    @Test func settingAndUnsettingLeavesAnEqualChunk() {
        var chunk = ChatChunk(choices: [ChoiceDelta(text: "a")])
        let plain = chunk
        chunk.created = 1
        chunk.citations = ["a"]
        #expect(chunk != plain)
        #expect(chunk.created == 1)
        chunk.created = nil
        chunk.citations = []
        #expect(chunk == plain)
        #expect(chunk.hashValue == plain.hashValue)
    }

    @Test func chunksAreValues() {
        var delta = ChoiceDelta(reasoningSignature: "s")
        let copy = delta
        delta.reasoningSignature = "t"
        #expect(copy.reasoningSignature == "s")
        #expect(delta.reasoningSignature == "t")
    }

    @Test func aChunkIsSmall() {
        #expect(MemoryLayout<ChatChunk>.size <= 64)
        #expect(MemoryLayout<ChoiceDelta>.size <= 128)
    }

    private func chunk(_ change: (inout ChatChunk) -> Void) -> ChatChunk {
        var chunk = ChatChunk()
        change(&chunk)
        return chunk
    }

    private func choice(_ change: (inout ChoiceDelta) -> Void) -> ChatChunk {
        var delta = ChoiceDelta()
        change(&delta)
        return ChatChunk(choices: [delta])
    }

    private func response(_ chunks: [ChatChunk]) -> ChatResponse {
        var accumulator = ChatAccumulator()
        for chunk in chunks { accumulator.add(chunk) }
        return accumulator.response()
    }

    @Test func identityIsTheFirstAndAListTheLatest() {
        let answer = response([
            chunk { $0.created = 1 }, chunk { $0.created = 2 },
            chunk { $0.serviceTier = .flex }, chunk { $0.serviceTier = .auto },
            chunk { $0.systemFingerprint = "a" }, chunk { $0.systemFingerprint = "b" },
            chunk { $0.citations = ["a"] }, chunk { $0.citations = ["a", "b"] }, chunk { $0.citations = [] },
            chunk { $0.searchResults = [SearchResult(json: 1)] }, chunk { $0.searchResults = [SearchResult(json: 2)] },
            chunk { $0.videos = [1] }, chunk { $0.videos = [2] },
            chunk { $0.additionalFields = ["x": 1, "y": 1] }, chunk { $0.additionalFields = ["x": 2] },
        ])
        #expect(answer.created == 1)
        #expect(answer.serviceTier == .flex)
        #expect(answer.systemFingerprint == "a")
        #expect(answer.citations == ["a", "b"])
        #expect(answer.searchResults == [SearchResult(json: 2)])
        #expect(answer.videos == [2])
        #expect(answer.additionalFields == ["x": 2, "y": 1])
    }

    @Test func piecesAreJoined() {
        let token = TokenLogprob(token: "a", logprob: -1)
        let answer = response([
            choice { $0.audio = AudioOutput(id: "i", data: "AA", transcript: "a") },
            choice { $0.audio = AudioOutput(id: "j", data: "BB", transcript: "b", expiresAt: 3) },
            choice { $0.logprobs = Logprobs(content: [token]) },
            choice { $0.logprobs = Logprobs(content: [token], refusal: [token]) },
            choice { $0.annotations = [Annotation(json: 1)] },
            choice { $0.annotations = [Annotation(json: 2)] },
            choice { $0.stopSequence = "x" }, choice { $0.stopSequence = "" },
        ])
        let joined = answer.choices[0]
        #expect(joined.message.audio == AudioOutput(id: "i", data: "AABB", transcript: "ab", expiresAt: 3))
        #expect(joined.logprobs == Logprobs(content: [token, token], refusal: [token]))
        #expect(joined.message.annotations == [Annotation(json: 1), Annotation(json: 2)])
        #expect(joined.stopSequence == "x")
    }

    @Test func aWholeMessageRepeatsNothingButTheStopSequence() {
        var whole = ChoiceDelta(text: "a", isWholeMessage: true)
        whole.annotations = [Annotation(json: 1)]
        whole.audio = AudioOutput(id: "i", data: "AA")
        whole.stopSequence = "END"
        let answer = response([ChatChunk(choices: [ChoiceDelta(text: "a")]), ChatChunk(choices: [whole])])
        #expect(answer.message == Message(role: .assistant, content: [.text("a")]))
        #expect(answer.choices[0].stopSequence == "END")
    }

    @Test func whatIsLeftOfARepeatedMessageHasTheStopSequence() {
        var whole = ChoiceDelta(index: 2, text: "a", finishReason: .stop, isWholeMessage: true)
        whole.stopSequence = "END"
        var accumulator = ChatAccumulator()
        accumulator.add(ChatChunk(choices: [ChoiceDelta(index: 2, text: "a")]))
        let rest = accumulator.effective(whole)
        #expect(rest.text.isEmpty && rest.finishReason == .stop && rest.stopSequence == "END")
    }

    @Test func soundIsContent() {
        var delta = ChoiceDelta()
        #expect(!delta.hasContent)
        delta.audio = AudioOutput(id: "i")
        #expect(!delta.hasContent)
        delta.audio = AudioOutput(transcript: "a")
        #expect(delta.hasContent)
        delta.audio = AudioOutput(data: "AA")
        #expect(delta.hasContent)
    }

    @Test func aCustomToolsInputIsComplete() {
        let pieces = [
            ToolCallDelta(index: 0, id: "a", name: "say", arguments: "free ", isCustom: true),
            ToolCallDelta(index: 0, arguments: "text"),
        ]
        let answer = response(pieces.map { ChatChunk(choices: [ChoiceDelta(toolCalls: [$0])]) })
        #expect(answer.toolCalls == [ToolCall(id: "a", name: "say", arguments: "free text", isCustom: true)])
    }

    @Test func pricesAndDetailsAreTheLargestOfEach() {
        let answer = response([
            ChatChunk(
                usage: Usage(inputDetails: .init(text: 3), outputDetails: .init(audio: 1), cost: .init(total: 0.5))),
            ChatChunk(
                usage: Usage(inputDetails: .init(text: 2, image: 4), cost: .init(total: 0.25, input: 0.1))),
        ])
        #expect(answer.usage?.inputDetails == .init(text: 3, image: 4))
        #expect(answer.usage?.outputDetails == .init(audio: 1))
        #expect(answer.usage?.cost == .init(total: 0.5, input: 0.1))
    }
}
