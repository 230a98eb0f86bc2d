import LLM
import Testing

struct TranscriptTests {
    @Test func addsAnswersAndTheirCounts() {
        var transcript = Transcript([.user("Hello?")])
        let answer = Choice(index: 0, message: .assistant("Hi"))
        transcript.append(ChatResponse(choices: [answer]))
        #expect(transcript.usage == nil)
        transcript.append(.user("More"))
        transcript.append(ChatResponse(choices: [answer], usage: Usage(input: 3, output: 2, total: 5)))
        transcript.append(ChatResponse(choices: [answer], usage: Usage(input: 4, cost: .init(total: 0.5))))
        #expect(transcript.messages.map(\.text) == ["Hello?", "Hi", "More", "Hi", "Hi"])
        #expect(transcript.usage == Usage(input: 7, output: 2, total: 5, cost: .init(total: 0.5)))
    }

    @Test func isWrittenWithItsVersion() throws {
        let transcript = Transcript(
            [.user("Hi")], usage: Usage(input: 1), metadata: ["title": "Greeting"])
        try expectJSON(
            transcript,
            #"{"messages":[{"content":[{"text":"Hi","type":"text"}],"role":"user"}],"#
                + #""metadata":{"title":"Greeting"},"usage":{"input":1},"version":1}"#)
        try expectJSON(Transcript(), #"{"messages":[],"version":1}"#)
    }

    @Test func whatIsAbsentHasItsDefault() throws {
        #expect(try decoded(Transcript.self, "{}") == Transcript())
        #expect(try decoded(Transcript.self, #"{"version":1,"messages":[],"added":"later"}"#) == Transcript())
    }

    @Test func aNewerVersionIsRefused() {
        let error = #expect(throws: DecodingError.self) { try decoded(Transcript.self, #"{"version":2}"#) }
        #expect(error.map { "\($0)" }?.contains("version 2 of a transcript") == true)
    }
}
