import LLM
import Testing

/// What has many fields is passed around as a word, and nobody sees it.
struct BoxedFieldTests {
    @Test func isAWord() {
        let word = MemoryLayout<UnsafeRawPointer>.size
        #expect(MemoryLayout<LLMError?>.size == word)
        #expect(MemoryLayout<GenerateOptions>.size == word)
        #expect(MemoryLayout<ChatResponse?>.size == word)
        #expect(MemoryLayout<ResponseMetadata>.size == word)
        #expect(MemoryLayout<Usage?>.size == word)
    }

    @Test func aChangedCopyLeavesTheOriginal() {
        let options = GenerateOptions(temperature: 0.5)
        var copy = options
        #expect(copy == options)
        copy.temperature = 1
        copy.extraFields["seed"] = 3
        #expect(options.temperature == 0.5)
        #expect(options.extraFields.isEmpty)
        #expect(copy != options)
        copy.temperature = 0.5
        copy.extraFields = [:]
        #expect(copy == options)
        #expect(copy.hashValue == options.hashValue)
    }

    @Test func anErrorOfASharedOneIsAnother() {
        let error = LLMError(.server, "down")
        var later = error
        later.status = 503
        later.partial = ChatResponse(id: "a")
        #expect(error.status == nil)
        #expect(error.partial == nil)
        #expect(later.code == .server)
        #expect(later.partial?.id == "a")
    }

    @Test func isPrintedByItsProperties() {
        let usage = Usage(input: 3, output: 4)
        #expect("\(usage)".hasPrefix("Usage(input: Optional(3), output: Optional(4), total: nil"))
        #expect(Mirror(reflecting: GenerateOptions()).children.contains { $0.label == "temperature" })
        #expect(Mirror(reflecting: LLMError(.server, "down")).children.contains { $0.label == "message" })
        #expect(Mirror(reflecting: ChatResponse()).children.contains { $0.label == "choices" })
        #expect(Mirror(reflecting: ResponseMetadata()).children.contains { $0.label == "headers" })
    }
}
