import Bifrost

/// A sound of silence: the head of a WAV file and one sample.
private let sound = MediaFile.bytes(
    Array("RIFF&\0\0\0WAVEfmt \u{10}\0\0\0\u{1}\0\u{1}\0@\u{1F}\0\0@\u{1F}\0\0\u{1}\0\u{8}\0data\u{2}\0\0\0\0\0".utf8),
    name: "silence.wav")

private let picture = MediaFile.bytes(Array("\u{89}PNG".utf8), name: "a.png")

extension Feature {
    static let sounds = [
        Feature(endpoint: "speech", name: "bytes as they arrive") { subject in
            let options = SpeechOptions(model: subject.name("tts-1"))
            var count = 0
            for try await bytes in subject.model.speak("Hello.", options: options) { count += bytes.count }
            try expect(count > 0, "no bytes")
        },
        Feature(endpoint: "speech", name: "events") { subject in
            let options = SpeechOptions(model: subject.name("tts-1"))
            var isDone = false
            for try await event in subject.model.streamSpeech("Hello.", options: options) {
                if case .done = event { isDone = true }
            }
            try expect(isDone, "no end")
        },
        Feature(endpoint: "transcriptions", name: "whole answer") { subject in
            let options = TranscriptionOptions(model: subject.name("whisper-1"))
            try expect(!(try await subject.model.transcribe(sound, options: options).text.isEmpty), "no text")
        },
        Feature(endpoint: "transcriptions", name: "stream") { subject in
            let options = TranscriptionOptions(model: subject.name("gpt-4o-transcribe"))
            var isDone = false
            for try await event in subject.model.streamTranscription(sound, options: options) {
                if case .done = event { isDone = true }
            }
            try expect(isDone, "no end")
        },
    ]

    static let images = [
        Feature(endpoint: "images", name: "generate") { subject in
            let options = ImageOptions(model: subject.name("gpt-image-1"))
            try expect(!(try await subject.model.generateImages("A fox.", options: options).images.isEmpty), "no image")
        },
        Feature(endpoint: "images", name: "stream with partial images") { subject in
            let options = ImageOptions(model: subject.name("gpt-image-1"), partialImages: 1)
            var partial = 0
            for try await event in subject.model.streamImages("A fox.", options: options) {
                if case .partial = event { partial += 1 }
            }
            try expect(partial > 0, "no partial image")
        },
        Feature(endpoint: "images", name: "edit") { subject in
            let options = ImageOptions(model: subject.name("gpt-image-1"))
            let answer = try await subject.model.editImages([picture], prompt: "Blue.", options: options)
            try expect(!answer.images.isEmpty, "no image")
        },
        Feature(endpoint: "images", name: "variation") { subject in
            let options = ImageOptions(model: subject.name("dall-e-2"))
            try expect(!(try await subject.model.varyImage(picture, options: options).images.isEmpty), "no image")
        },
    ]

    static let files = [
        Feature(endpoint: "files", name: "upload and read back") { subject in
            let line = #"{"custom_id":"a","method":"POST","url":"/v1/chat/completions","body":{}}"#
            let file = MediaFile.bytes(Array(line.utf8), name: "requests.jsonl")
            let stored = try await subject.model.uploadFile(file, purpose: .batch)
            var content: [UInt8] = []
            for try await bytes in subject.model.fileContent(stored.id) { content += bytes }
            try expect(content == Array(line.utf8), "other content")
        },
        Feature(endpoint: "batches", name: "create") { subject in
            let line = #"{"custom_id":"a","method":"POST","url":"/v1/chat/completions","body":{}}"#
            let file = MediaFile.bytes(Array(line.utf8), name: "requests.jsonl")
            let stored = try await subject.model.uploadFile(file, purpose: .batch)
            let batch = try await subject.model.createBatch(BatchRequest(inputFileID: stored.id))
            try expect(!batch.id.isEmpty, "no id")
        },
    ]
}
