import Bifrost
import BifrostTesting
import LLM
import Testing

/// Speech and transcriptions over real connections, in both flavours.
@Suite(.timeLimit(.minutes(5)))
struct AudioSocketTests {
    private static func model(_ gateway: EmbeddedGateway, dropIn: Bool, _ model: String = "openai/tts") throws
        -> BifrostModel
    {
        try BifrostModel(
            ProviderConfig(
                model: model, baseURL: dropIn ? gateway.dropInBaseURL : gateway.baseURL, retries: .never))
    }

    @Test(arguments: [false, true])
    func soundIsTheSameInEveryWay(dropIn: Bool) async throws {
        try await withEmbeddedGateway { gateway in
            let model = try Self.model(gateway, dropIn: dropIn)
            let options = SpeechOptions(voice: "alloy", responseFormat: .wav)
            var bytes: [UInt8] = []
            let stream = model.speak("Hello from Köln", options: options)
            for try await piece in stream { bytes += piece }
            #expect(
                stream.metadata.headers.contains { $0.name.lowercased() == "content-type" && $0.value == "audio/mpeg" })
            #expect(bytes.starts(with: Array("RIFF".utf8)) && bytes.count > 44)
            let whole = try await model.speech("Hello from Köln", options: options)
            #expect(whole.audio == bytes && whole.metadata.status == 200)
            var decoded: [UInt8] = []
            var usage: MediaUsage?
            for try await event in model.streamSpeech("Hello from Köln", options: options) {
                if case .delta(let piece) = event { decoded += piece }
                if case .done(let told) = event { usage = told }
            }
            #expect(decoded == bytes)
            #expect(usage?.input == 15)
            var timed = options
            timed.withTimestamps = true
            let speech = try await model.speech("Hello from Köln", options: timed)
            #expect(speech.audio == bytes)
            #expect(speech.alignment?["characters"]?.arrayValue?.count == 15)
            #expect(speech.metadata.gateway.routing.provider == "openai")
        }
    }

    @Test(arguments: [false, true])
    func aRecordingArrivesWhole(dropIn: Bool) async throws {
        try await withEmbeddedGateway { gateway in
            let model = try Self.model(gateway, dropIn: dropIn)
            // Line breaks and dashes, as in a boundary.
            let file = MediaFile.bytes(Array("\r\n--bifrost-form-\r\n--".utf8), name: "a \"b\".wav")
            let options = TranscriptionOptions(
                language: "en", responseFormat: .verboseJSON, timestampGranularities: [.word, .segment])
            let whole = try await model.transcribe(file, options: options)
            #expect(whole.text == "This is a recording of 21 bytes.")
            #expect(whole.words.map(\.word).joined(separator: " ") == whole.text)
            #expect(whole.segments.count == 1 && whole.duration == 3.5 && whole.language == "en")
            let request = try #require(gateway.requests.first)
            #expect(request.values(of: "content-type").first?.hasPrefix("multipart/form-data; boundary=") == true)
            var subtitles = options
            subtitles.responseFormat = .srt
            #expect(try await model.transcribe(file, options: subtitles).text.hasPrefix("1\n00:00:00,000 -->"))
            var deltas = ""
            var end: Transcription?
            for try await event in model.streamTranscription(file, options: TranscriptionOptions(logprobs: true)) {
                if case .delta(let text, _) = event { deltas += text }
                if case .done(let whole) = event { end = whole }
            }
            #expect(deltas == whole.text && end?.text == whole.text)
            #expect(end?.logprobs.count == 7 && end?.usage?.total == 17)
        }
    }

    @Test(arguments: [false, true], [Fault.rateLimited, .unauthorized])
    func failuresAreTheSameAsOfChats(dropIn: Bool, fault: Fault) async throws {
        try await withEmbeddedGateway { gateway in
            let model = try Self.model(gateway, dropIn: dropIn, "openai/\(fault.rawValue)")
            let expected: LLMError.Code = fault == .rateLimited ? .rateLimited : .authentication
            #expect(await llmError { try await model.speech("a") }?.code == expected)
            let file = MediaFile.bytes([1], name: "a.wav")
            #expect(await llmError { try await model.transcribe(file) }?.code == expected)
            #expect(await llmError { for try await _ in model.streamTranscription(file) {} }?.code == expected)
        }
    }

    @Test(arguments: [false, true], [Fault.resetMidStream, .cutCleanly, .errorFrame, .errorFrameThenDone, .doneOnly])
    func aSpoiledStreamIsNoWholeOne(dropIn: Bool, fault: Fault) async throws {
        try await withEmbeddedGateway { gateway in
            let model = try Self.model(gateway, dropIn: dropIn, "openai/\(fault.rawValue)")
            let code: LLMError.Code = fault == .errorFrame || fault == .errorFrameThenDone ? .overloaded : .truncated
            #expect(await llmError { for try await _ in model.streamSpeech("Hello you there") {} }?.code == code)
            let file = MediaFile.bytes([1], name: "a.wav")
            #expect(await llmError { for try await _ in model.streamTranscription(file) {} }?.code == code)
        }
    }

    @Test func bytesThatBreakOffAreCut() async throws {
        try await withEmbeddedGateway { gateway in
            for fault in [Fault.resetMidStream, .closeBetweenChunks, .closeMidChunk] {
                let model = try Self.model(gateway, dropIn: false, "openai/\(fault.rawValue)")
                #expect(await llmError { for try await _ in model.speak("Hello you") {} }?.code == .truncated)
            }
        }
    }
}
