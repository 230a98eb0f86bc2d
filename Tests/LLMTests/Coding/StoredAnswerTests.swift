import LLM
import Testing

/// The JSON of answers and stream events; a change here breaks what users stored.
struct StoredAnswerTests {
    private var usage: Usage {
        Usage(
            input: 1, output: 2, total: 3, cached: 4, reasoning: 5, inputDetails: .init(text: 6),
            outputDetails: .init(audio: 7), cost: .init(total: 0.5, additionalFields: ["c": 8]),
            additionalFields: ["u": 9])
    }

    private let usageJSON =
        #"{"additionalFields":{"u":9},"cached":4,"cost":{"additionalFields":{"c":8},"total":0.5},"input":1,"#
        + #""inputDetails":{"text":6},"output":2,"outputDetails":{"audio":7},"reasoning":5,"total":3}"#

    @Test func chunks() throws {
        try expectJSON(
            ChatChunk(choices: [ChoiceDelta(role: .assistant, text: "Hi")], id: "i", model: "m", provider: "p"),
            #"{"choices":[{"index":0,"role":"assistant","text":"Hi"}],"id":"i","model":"m","provider":"p"}"#)
        var chunk = ChatChunk(usage: usage)
        chunk.created = 1
        chunk.serviceTier = .flex
        chunk.systemFingerprint = "s"
        chunk.citations = ["c"]
        chunk.searchResults = [SearchResult(json: ["url": "u"])]
        chunk.videos = [1]
        chunk.additionalFields = ["x": 1]
        chunk.rawJSON = Array(#"{"a":"ä"}"#.utf8)
        try expectJSON(
            chunk,
            #"{"additionalFields":{"x":1},"citations":["c"],"created":1,"rawJSON":"{\"a\":\"ä\"}","#
                + #""searchResults":[{"url":"u"}],"serviceTier":"flex","systemFingerprint":"s","#
                + #""usage":\#(usageJSON),"videos":[1]}"#)
    }

    @Test func deltas() throws {
        var delta = ChoiceDelta(
            index: 1, reasoning: "r", reasoningSignature: "s", reasoningDetails: [1], refusal: "no",
            toolCalls: [
                ToolCallDelta(index: 0, id: "a", name: "f", arguments: "{", isCustom: true), ToolCallDelta(),
            ], finishReason: .stop, isWholeMessage: true)
        delta.audio = AudioOutput(transcript: "t")
        delta.annotations = [Annotation(json: 2)]
        delta.logprobs = Logprobs(content: [TokenLogprob(token: "t", logprob: -0.5, bytes: [116])])
        delta.stopSequence = "END"
        delta.additionalFields = ["x": 1]
        delta.messageFields = ["y": 2]
        try expectJSON(
            delta,
            #"{"additionalFields":{"x":1},"annotations":[2],"audio":{"transcript":"t"},"finishReason":"stop","index":1,"#
                + #""isWholeMessage":true,"logprobs":{"content":[{"bytes":[116],"logprob":-0.5,"token":"t"}]},"#
                + #""messageFields":{"y":2},"reasoning":"r","reasoningDetails":[1],"reasoningSignature":"s","#
                + #""refusal":"no","stopSequence":"END","#
                + #""toolCalls":[{"arguments":"{","id":"a","index":0,"isCustom":true,"name":"f"},{}]}"#)
    }

    @Test func responses() throws {
        let choice = Choice(
            index: 0, message: .assistant("Hi"), finishReason: .stop, stopSequence: "s",
            logprobs: Logprobs(refusal: [TokenLogprob(token: "t", logprob: -1)]), additionalFields: ["x": 1])
        let metrics = CallMetrics(
            nameLookup: .milliseconds(1), firstToken: .nanoseconds(1_234_567_891), total: .seconds(2),
            reusedConnection: true, httpVersion: "HTTP/1.1", bytesSent: 3, bytesReceived: 4)
        var response = ChatResponse(
            choices: [choice], id: "i", model: "m", provider: "p", usage: usage,
            metadata: ResponseMetadata(
                status: 200, headers: [.init(name: "a", value: "b")], requestID: "r", attempts: 2, metrics: metrics))
        response.created = 1
        response.rawJSON = Array("{}".utf8)
        try expectJSON(
            response,
            #"{"choices":[{"additionalFields":{"x":1},"finishReason":"stop","index":0,"#
                + #""logprobs":{"refusal":[{"logprob":-1,"token":"t"}]},"#
                + #""message":{"content":[{"text":"Hi","type":"text"}],"role":"assistant"},"stopSequence":"s"}],"#
                + #""created":1,"id":"i","metadata":{"attempts":2,"headers":[{"name":"a","value":"b"}],"#
                + #""metrics":{"bytesReceived":4,"bytesSent":3,"firstToken":1.234567891,"httpVersion":"HTTP/1.1","#
                + #""nameLookup":0.001,"reusedConnection":true,"total":2},"requestID":"r","status":200},"#
                + #""model":"m","provider":"p","rawJSON":"{}","usage":\#(usageJSON)}"#)
    }

    @Test func whatIsAbsentHasItsDefault() throws {
        #expect(try decoded(ChatChunk.self, "{}") == ChatChunk())
        #expect(try decoded(ChoiceDelta.self, #"{"added":"later"}"#) == ChoiceDelta())
        #expect(try decoded(ToolCallDelta.self, "{}") == ToolCallDelta())
        #expect(try decoded(ChatResponse.self, "{}") == ChatResponse())
        #expect(try decoded(ResponseMetadata.self, "{}") == ResponseMetadata())
        #expect(try decoded(CallMetrics.self, "{}") == CallMetrics())
        #expect(try decoded(Usage.self, #"{"cost":{}}"#) == Usage(cost: .init()))
        #expect(try decoded(Logprobs.self, "{}") == Logprobs())
        #expect(
            try decoded(Choice.self, #"{"message":{"role":"assistant"}}"#)
                == Choice(index: 0, message: Message(role: .assistant)))
        #expect(throws: DecodingError.self) { try decoded(CallMetrics.self, #"{"total":1e300}"#) }
    }

    @Test func whatOnlyAProviderKnowsIsNotStored() throws {
        var metadata = ResponseMetadata(attempts: 1)
        metadata[Secret.self] = "sk-1"
        #expect(try decoded(ResponseMetadata.self, #"{"attempts":1}"#) == ResponseMetadata(attempts: 1))
        try expectWritten(metadata, #"{"attempts":1}"#)
    }
}
