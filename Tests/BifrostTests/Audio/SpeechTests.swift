import Bifrost
import BifrostTesting
import HTTPTransport
import LLM
import TestSupport
import Testing

/// What is sent for speech, what is read, and what is refused, on a scripted transport.
struct SpeechTests {
    private static let options = SpeechOptions(
        voice: "alloy", instructions: "Whisper.", responseFormat: .wav, speed: 1.5, languageCode: "de",
        extraFields: ["stability": 0.5, "speed": 2])

    private func body(_ harness: Harness) throws -> JSONValue {
        try JSONValue(parsing: harness.transport.requests[0].body?.bytes ?? [])
    }

    @Test(arguments: [false, true])
    func everyFieldIsSent(dropIn: Bool) async throws {
        let config = dropIn ? ProviderConfig.minimal.with(\.baseURL, "http://gateway:8080/openai/v1") : .minimal
        let harness = try Harness(config, .sound([1, 2]))
        var options = Self.options
        options.gateway.fallbacks = ["elevenlabs/v3"]
        _ = try await harness.model.speech("Hello", options: options)
        let extra: [String: JSONValue] = dropIn ? ["extra_params": ["stability": 0.5]] : ["stability": 0.5]
        #expect(
            try body(harness).objectValue
                == [
                    "model": "openai/gpt-4o", "input": "Hello", "voice": "alloy", "instructions": "Whisper.",
                    "response_format": "wav", "speed": 2, "language_code": "de", "fallbacks": ["elevenlabs/v3"],
                ].merging(extra) { $1 })
        let request = harness.transport.requests[0]
        #expect(request.url.hasSuffix("/v1/audio/speech"))
        #expect(request.fields["x-bf-passthrough-extra-params"] == "true")
    }

    @Test func speakersHaveVoices() async throws {
        let harness = try Harness(.minimal, .sound([1]))
        let voice = SpeechVoice.speakers([.init(name: "Ann", voice: "kore"), .init(name: "Bob", voice: "puck")])
        _ = try await harness.model.speech("Hello", options: SpeechOptions(voice: voice, model: "gemini/tts"))
        #expect(
            try body(harness)["voice"] == [["speaker": "Ann", "voice": "kore"], ["speaker": "Bob", "voice": "puck"]])
        #expect(try body(harness)["model"] == "gemini/tts")
    }

    @Test func bytesComeAsTheyArrive() async throws {
        let harness = try Harness(.minimal, .sound([1, 2], [3]))
        var pieces: [[UInt8]] = []
        for try await piece in harness.model.speak("Hello") { pieces.append(piece) }
        #expect(pieces == [[1, 2], [3]])
    }

    @Test func aCutSoundIsNoWholeOne() async throws {
        var answer = ScriptedAnswer.sound([1])
        answer.pieces.append(.failure(HTTPTransportError(.connectionLost, "reset")))
        let harness = try Harness(.minimal.with(\.retries, .never), answer)
        let error = await llmError { for try await _ in harness.model.speak("Hello") {} }
        #expect(error?.code == .truncated)
        #expect(await llmError { try await harness.model.speech("Hello") }?.code == .truncated)
    }

    @Test(arguments: [
        (#"{"error":{"message":"no voice","type":"invalid_request_error"}}"#, "application/json"),
        ("<html></html>", "text/html; charset=utf-8"), (#"{"id":1}"#, "application/json"),
    ])
    func whatIsNoSoundFails(body: String, contentType: String) async throws {
        var answer = ScriptedAnswer.json(200, body)
        answer.fields["content-type"] = contentType
        let harness = try Harness(.minimal.with(\.retries, .never), answer)
        let streamed = await llmError { for try await _ in harness.model.speak("Hello") {} }
        let whole = await llmError { try await harness.model.speech("Hello") }
        #expect(streamed != nil && streamed?.code == whole?.code)
        #expect((whole?.message == "no voice") == body.contains("no voice"))
    }

    @Test func timestampsAreRead() async throws {
        let harness = try Harness(
            .minimal, .json(200, #"{"audio":"AQID","alignment":{"characters":["a"]},"normalized":1,"extra_fields":{}}"#)
        )
        let speech = try await harness.model.speech("a", options: SpeechOptions(withTimestamps: true))
        #expect(speech.audio == [1, 2, 3])
        #expect(speech.alignment == ["characters": ["a"]])
        #expect(speech.additionalFields == ["normalized": 1])
        #expect(try body(harness)["with_timestamps"] == true)
    }

    @Test func eventsAreRead() async throws {
        let events = [
            #"{"type":"speech.audio.delta","audio":"AQI="}"#, #"{"type":"later","x":1}"#,
            #"{"type":"speech.audio.done","audio":"","usage":{"input_tokens":"3","output_tokens":4,"z":5}}"#,
        ]
        let harness = try Harness(.minimal, .events(.init(stringLiteral: events.map(Event.data).joined() + Event.done)))
        var received: [SpeechEvent] = []
        for try await event in harness.model.streamSpeech("a") { received.append(event) }
        #expect(
            received == [
                .delta([1, 2]), .unknown(type: "later", ["type": "later", "x": 1]),
                .done(MediaUsage(input: 3, output: 4, additionalFields: ["z": 5])),
            ])
        #expect(try body(harness)["stream_format"] == "sse")
    }

    @Test func doneProvesNothing() async throws {
        let delta = Event.data(#"{"type":"speech.audio.delta","audio":"AQI="}"#)
        let harness = try Harness(.minimal, .events(.init(stringLiteral: delta + Event.done)))
        #expect(await llmError { for try await _ in harness.model.streamSpeech("a") {} }?.code == .truncated)
    }

    @Test func whatIsNotBase64Fails() async throws {
        let delta = Event.data(#"{"type":"speech.audio.delta","audio":"A"}"#)
        let harness = try Harness(.minimal.with(\.retries, .never), .events(.init(stringLiteral: delta + Event.done)))
        #expect(await llmError { for try await _ in harness.model.streamSpeech("a") {} }?.code == .malformed)
    }

    @Test(arguments: [
        ("", SpeechOptions()), ("a", SpeechOptions(model: "")), ("a", SpeechOptions(speed: .nan)),
        ("a", SpeechOptions(extraFields: ["input": "b"])), ("a", SpeechOptions(extraFields: ["stream_format": "sse"])),
    ])
    func whatCannotBeSentIsRefused(text: String, options: SpeechOptions) async throws {
        let harness = try Harness(.minimal, .sound([1]))
        #expect(await llmError { try await harness.model.speech(text, options: options) }?.code == .configuration)
        let stream = harness.model.speak(text, options: options)
        #expect(await llmError { for try await _ in stream {} }?.code == .configuration)
        let events = harness.model.streamSpeech(text, options: options)
        #expect(await llmError { for try await _ in events {} }?.code == .configuration)
        #expect(harness.transport.requests.isEmpty)
    }

    @Test func timestampsAreNotStreamed() async throws {
        let harness = try Harness(.minimal, .sound([1]))
        let options = SpeechOptions(withTimestamps: true)
        #expect(
            await llmError { for try await _ in harness.model.speak("a", options: options) {} }?.code == .configuration)
        let events = harness.model.streamSpeech("a", options: options)
        #expect(await llmError { for try await _ in events {} }?.code == .configuration)
    }
}

extension ScriptedAnswer {
    /// A sound in pieces, under the content type that the gateway gives to any.
    static func sound(_ pieces: [UInt8]...) -> ScriptedAnswer {
        var answer = ScriptedAnswer.json(200, "")
        answer.pieces = pieces.map { .bytes($0) }
        answer.fields["content-type"] = "audio/mpeg"
        return answer
    }
}
