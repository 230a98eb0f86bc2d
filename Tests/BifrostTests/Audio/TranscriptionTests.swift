import Bifrost
import HTTPTransport
import LLM
import TestSupport
import Testing

/// What is sent for a transcription, what is read, and what is refused, on a scripted transport.
struct TranscriptionTests {
    private static let file = MediaFile.bytes([1, 2, 3], name: "talk.wav")

    private func transcription(
        _ answer: ScriptedAnswer, _ options: TranscriptionOptions = TranscriptionOptions()
    ) async throws -> Transcription {
        try await Harness(.minimal.with(\.retries, .never), answer).model.transcribe(Self.file, options: options)
    }

    @Test func everyFieldIsSent() async throws {
        let harness = try Harness(.minimal, .json(200, #"{"text":"a"}"#))
        let options = TranscriptionOptions(
            language: "de", prompt: "Köln", responseFormat: .verboseJSON, temperature: 0.5,
            timestampGranularities: [.word, .segment], logprobs: true,
            extraFields: ["diarize": true, "names": ["Ann", "Bob"], "prompt": "Bonn", "deep": ["a": 1]])
        _ = try await harness.model.transcribe(Self.file, options: options)
        let request = harness.transport.requests[0]
        let text = String(decoding: request.body?.bytes ?? [], as: UTF8.self)
        let fields = text.split(separator: "form-data; name=\"").dropFirst().map { part in
            String(part.prefix { $0 != "\r\n" }) + "=" + part.split(separator: "\r\n\r\n")[1].prefix { $0 != "\r\n" }
        }
        #expect(
            fields == [
                "model\"=openai/gpt-4o", "language\"=de", "response_format\"=verbose_json", "temperature\"=0.5",
                "timestamp_granularities[]\"=word", "timestamp_granularities[]\"=segment", "include[]\"=logprobs",
                "deep\"={\"a\":1}", "diarize\"=true", "names\"=Ann", "names\"=Bob", "prompt\"=Bonn",
                "file\"; filename=\"talk.wav\"=\u{1}\u{2}\u{3}",
            ])
        #expect(request.url.hasSuffix("/v1/audio/transcriptions"))
        #expect(request.fields["x-bf-passthrough-extra-params"] == "true")
    }

    @Test func fallbacksOfTheModelAreNotInForms() async throws {
        let transport = ScriptedTransport(.json(200, #"{"text":"a"}"#))
        let model = try BifrostModel(
            .minimal, gateway: GatewayOptions(fallbacks: ["groq/whisper"]), transport: transport)
        _ = try await model.transcribe(Self.file)
        let text = String(decoding: transport.requests[0].body?.bytes ?? [], as: UTF8.self)
        #expect(!text.contains("fallbacks") && !text.contains("groq"))
    }

    @Test func everythingIsRead() async throws {
        let whole = try await transcription(
            .json(
                200,
                #"""
                {"task":"transcribe","text":"Hi Bob","language":"english","duration":"1.5","more":true,
                 "segments":[{"id":0,"start":0,"end":1.5,"text":"Hi Bob","speaker":"A"}, 7],
                 "words":[{"word":"Hi","start":0,"end":0.5,"score":1}],
                 "logprobs":[{"token":"Hi","logprob":-0.5,"bytes":[72,105]}],
                 "usage":{"type":"duration","seconds":2},"extra_fields":{"provider":"groq"}}
                """#))
        #expect(whole.text == "Hi Bob" && whole.task == "transcribe")
        #expect(whole.duration == 1.5 && whole.language == "english")
        #expect(whole.segments.map(\.speaker) == ["A"] && whole.segments[0].additionalFields == ["id": 0])
        #expect(whole.words.map(\.word) == ["Hi"] && whole.words[0].end == 0.5)
        #expect(whole.words[0].additionalFields == ["score": 1])
        #expect(whole.logprobs == [TokenLogprob(token: "Hi", logprob: -0.5, bytes: [72, 105])])
        #expect(whole.usage == MediaUsage(type: "duration", seconds: 2))
        #expect(whole.additionalFields == ["more": true])
        #expect(whole.metadata.gateway.routing.provider == "groq")
    }

    @Test func nullsAndWrongTypesAreAbsent() async throws {
        let whole = try await transcription(
            .json(200, #"{"text":"","segments":null,"words":"none","duration":null,"usage":[]}"#))
        #expect(whole.text == "" && whole.segments.isEmpty && whole.words.isEmpty && whole.usage == nil)
        #expect(whole.additionalFields == ["words": "none", "usage": []])
    }

    @Test(arguments: [TranscriptionFormat.text, .srt, .vtt])
    func plainTextIsTheText(format: TranscriptionFormat) async throws {
        var answer = ScriptedAnswer.json(200, "1\nHi\n")
        answer.fields["content-type"] = "text/plain"
        let options = TranscriptionOptions(responseFormat: format)
        #expect(try await transcription(answer, options).text == "1\nHi\n")
        #expect(try await transcription(.json(200, #"{"text":"Hi"}"#), options).text == "Hi")
    }

    @Test(arguments: [
        ScriptedAnswer.json(200, "{}"), .json(200, #"{"error":{"message":"bad"}}"#), .json(200, ""), .json(200, "text"),
    ])
    func whatIsNoTranscriptionFails(answer: ScriptedAnswer) async {
        #expect(await llmError { try await transcription(answer) } != nil)
    }

    @Test func aPageIsNoText() async {
        var answer = ScriptedAnswer.json(200, "<html>")
        answer.fields["content-type"] = "text/html"
        let error = await llmError { try await transcription(answer, TranscriptionOptions(responseFormat: .text)) }
        #expect(error?.code == .malformed)
    }

    @Test(arguments: ["Hi Bob", ""])
    func eventsAreRead(toldText: String) async throws {
        let events = [
            #"{"type":"transcript.text.delta","delta":"Hi","text":"","logprobs":[{"token":"Hi","logprob":-1}]}"#,
            #"{"type":"transcript.text.delta","delta":" Bob"}"#, #"{"type":"transcript.text.segment","id":"s"}"#,
            #"{"type":"transcript.text.done","text":"\#(toldText)","usage":{"type":"tokens","total_tokens":4}}"#,
        ]
        let harness = try Harness(.minimal, .events(.init(stringLiteral: events.map(Event.data).joined() + Event.done)))
        var received: [TranscriptionEvent] = []
        for try await event in harness.model.streamTranscription(Self.file) { received.append(event) }
        var done = Transcription(text: "Hi Bob")
        done.usage = MediaUsage(type: "tokens", total: 4)
        #expect(
            received == [
                .delta("Hi", logprobs: [TokenLogprob(token: "Hi", logprob: -1)]), .delta(" Bob", logprobs: []),
                .unknown(
                    type: "transcript.text.segment", ["type": "transcript.text.segment", "id": "s"]),
                .done(done),
            ])
        let text = String(decoding: harness.transport.requests[0].body?.bytes ?? [], as: UTF8.self)
        #expect(text.contains("name=\"stream\"\r\n\r\ntrue\r\n"))
    }

    @Test(arguments: ["nan", "inf", "-infinity"])
    func numbersAreFinite(text: String) async throws {
        let whole = try await transcription(.json(200, #"{"text":"","duration":"\#(text)"}"#))
        #expect(whole.duration == nil && whole.additionalFields == ["duration": .string(text)])
    }

    @Test func aStreamedTextHasALimit() async throws {
        let delta = Event.data(#"{"type":"transcript.text.delta","delta":"Hello"}"#)
        let harness = try Harness(.minimal.with(\.retries, .never), answerLimits: AnswerLimits(body: 9)) { _, _ in
            .events(.init(stringLiteral: delta + delta))
        }
        let error = await llmError { for try await _ in harness.model.streamTranscription(Self.file) {} }
        #expect(error?.code == .malformed && error?.message.contains("AnswerLimits.body") == true)
    }

    @Test func withoutItsLastEventAStreamIsCut() async throws {
        let delta = Event.data(#"{"type":"transcript.text.delta","delta":"Hi"}"#)
        let harness = try Harness(.minimal, .events(.init(stringLiteral: delta + Event.done)))
        let stream = harness.model.streamTranscription(Self.file)
        #expect(await llmError { for try await _ in stream {} }?.code == .truncated)
    }

    @Test(arguments: [
        (MediaFile.bytes([], name: "a.wav"), TranscriptionOptions()), (.bytes([1], name: ""), TranscriptionOptions()),
        (.file(path: ""), TranscriptionOptions()), (file, TranscriptionOptions(model: "")),
        (file, TranscriptionOptions(temperature: .infinity)),
        (file, TranscriptionOptions(extraFields: ["stream": true])),
        (file, TranscriptionOptions(gateway: GatewayOptions(fallbacks: ["a/b"]))),
    ])
    func whatCannotBeSentIsRefused(file: MediaFile, options: TranscriptionOptions) async throws {
        let harness = try Harness(.minimal, .json(200, #"{"text":"a"}"#))
        #expect(await llmError { try await harness.model.transcribe(file, options: options) }?.code == .configuration)
        let stream = harness.model.streamTranscription(file, options: options)
        #expect(await llmError { for try await _ in stream {} }?.code == .configuration)
        #expect(harness.transport.requests.isEmpty)
    }
}
