import Testing

@testable import LLM

@Suite("A chunk")
struct ChatChunkTests {
    @Test("is the same however it was made")
    func oneForm() {
        let made = ChatChunk(text: "a", choice: 1, origin: ChunkOrigin(id: "1", model: "m", provider: nil))
        var set = ChatChunk()
        set.choices = [ChoiceDelta(index: 1, text: "b")]
        set.choices[0].text = "a"
        set.model = "m"
        set.id = "1"
        #expect(set == made && set.hashValue == made.hashValue)
        #expect(made == ChatChunk(choices: [ChoiceDelta(index: 1, text: "a")], id: "1", model: "m"))
        #expect(made.isOnlyText && set.isOnlyText)
    }

    @Test(
        "has more than a text as soon as its choice has",
        arguments: [
            ChoiceDelta(role: .assistant, text: "a"), ChoiceDelta(text: "a", reasoning: "r"),
            ChoiceDelta(text: "a", reasoningSignature: "s"), ChoiceDelta(text: "a", reasoningDetails: [.null]),
            ChoiceDelta(text: "a", refusal: "no"), ChoiceDelta(text: "a", toolCalls: [ToolCallDelta(index: 0)]),
            ChoiceDelta(text: "a", finishReason: .stop), ChoiceDelta(text: "a", isWholeMessage: true),
        ])
    func more(delta: ChoiceDelta) {
        let chunk = ChatChunk(choices: [delta])
        #expect(!chunk.isOnlyText && chunk.choices == [delta] && chunk.delta == "a")
        #expect(chunk != ChatChunk(choices: [ChoiceDelta(text: "a")]))
        #expect(chunk.reasoning == delta.reasoning && chunk.finishReason == delta.finishReason)
        #expect(chunk.toolCalls == delta.toolCalls)
    }

    @Test("says nothing of choice 0 when it is about others")
    func otherChoice() {
        let chunk = ChatChunk(choices: [ChoiceDelta(index: 1, text: "a")])
        #expect(chunk.delta == "" && chunk.hasContent && chunk.reasoning == nil && chunk.toolCalls == [])
        #expect(!ChatChunk(choices: [ChoiceDelta()]).hasContent && ChatChunk().choices == [])
    }

    @Test("loses who answers field by field")
    func origin() {
        var chunk = ChatChunk(id: "1", model: "m", provider: "p")
        let copy = chunk
        chunk.id = nil
        #expect(chunk == ChatChunk(model: "m", provider: "p") && copy.id == "1")
        (chunk.model, chunk.provider) = (nil, nil)
        #expect(chunk == ChatChunk())
    }
}
