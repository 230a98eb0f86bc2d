import Testing

@testable import LLM

@Suite("The recording of a stream")
struct CacheRecordingTests {
    private let notes = Notes()

    private func record(_ texts: [String], maximumSize: Int) async {
        let recording = CacheRecording(StreamRecorder(), maximumSize: maximumSize) { [notes] form, size in
            guard case .chunks(let chunks, _) = form else { return }
            notes.add(chunks.map(\.delta).joined())
            #expect(size <= maximumSize)
        }
        for text in texts { await recording.received(ChatChunk(choices: [ChoiceDelta(text: text)])) }
        await recording.received(ChatChunk(choices: [ChoiceDelta(finishReason: .stop)]))
        await recording.completed()
    }

    @Test func keepsWhatFits() async {
        await record(["a", "b"], maximumSize: 10_000)
        #expect(notes.all == ["ab"])
    }

    @Test func letsGoOfWhatIsTooLarge() async {
        await record(["a", String(repeating: "x", count: 10_000), "b"], maximumSize: 10_000)
        #expect(notes.all.isEmpty)
    }
}
