/// `audio/speech`: a sound that depends on the text alone.
struct SpeechRendering: Sendable {
    let request: MediaRequest
    let pace: Pace
    let extraFields: @Sendable (_ chunk: Int) -> JSONValue
    private let text: String

    init(
        request: MediaRequest, pace: Pace, extraFields: @escaping @Sendable (_ chunk: Int) -> JSONValue
    ) throws(GatewayFailure) {
        guard let text = request.body["input"]?.string, !text.isEmpty else {
            throw GatewayFailure(status: 400, message: "input is required for speech completion")
        }
        self.request = request
        self.pace = pace
        self.extraFields = extraFields
        self.text = text
    }

    var answer: MediaAnswer {
        if request.isStream { return events }
        if request.body["with_timestamps"]?.bool == true { return timestamps }
        // Whatever the format is, the gateway calls it MP3.
        let headers = [
            ("Content-Type", "audio/mpeg"), ("Content-Disposition", "attachment; filename=speech.mp3"),
        ]
        return MediaAnswer(
            body: .whole(pieces.map(Reply.Step.bytes), headers: headers, framing: .chunked), pace: pace,
            flavour: request.flavour)
    }

    private var events: MediaAnswer {
        let deltas = pieces.enumerated().map { index, piece in
            event("speech.audio.delta", audio: piece, usage: nil, chunk: index)
        }
        let usage: JSONValue = [
            "input_tokens": .integer(text.count), "output_tokens": .integer(pieces.count),
            "total_tokens": .integer(text.count + pieces.count),
        ]
        let last = event("speech.audio.done", audio: [], usage: usage, chunk: pieces.count)
        return MediaAnswer(
            body: .events(deltas + [last], endsWithDone: true), pace: pace, flavour: request.flavour)
    }

    private func event(_ type: String, audio: [UInt8], usage: JSONValue?, chunk: Int) -> MediaAnswer.Event {
        MediaAnswer.Event(
            data: [
                "type": .string(type), "audio": .string(Base64.text(audio)), "usage": usage,
                "extra_fields": extraFields(chunk),
            ])
    }

    /// ElevenLabs' form: the sound and the time of each character.
    private var timestamps: MediaAnswer {
        let characters = text.map { JSONValue.string(String($0)) }
        let starts = characters.indices.map { JSONValue.number(Double($0) / 10) }
        let ends = characters.indices.map { JSONValue.number(Double($0 + 1) / 10) }
        return .json(
            [
                "audio": .string(Base64.text(pieces.flatMap(\.self))),
                "alignment": [
                    "characters": .array(characters), "character_start_times_seconds": .array(starts),
                    "character_end_times_seconds": .array(ends),
                ],
                "extra_fields": extraFields(0),
            ], pace: pace, flavour: request.flavour)
    }

    /// One piece for each word, after the head of the format.
    private var pieces: [[UInt8]] {
        let format = request.body["response_format"]?.string ?? "mp3"
        let words = text.split { $0 == " " }.map { Sound(word: $0) }
        switch format {
        case "wav": return [Sound.waveHead(samples: words.reduce(0) { $0 + $1.samples.count })] + words.map(\.samples)
        case "pcm": return words.map(\.samples)
        default: return words.map(\.frame)
        }
    }
}

/// The sound of a word: as samples, or as something with the look of MPEG layer 3.
private struct Sound {
    private let pitch: Int
    private let length: Int

    init(word: Substring) {
        pitch = word.unicodeScalars.reduce(0) { ($0 + Int($1.value)) % 40 } + 20
        length = word.count
    }

    /// A tone of a square wave: a hundredth of a second for each letter, in 16-bit samples at 8 kHz.
    var samples: [UInt8] {
        (0..<length * 80).flatMap { position -> [UInt8] in position / pitch % 2 == 0 ? [0, 16] : [0, 240] }
    }

    /// A silent frame: 128 kbit/s at 44.1 kHz, 417 bytes.
    var frame: [UInt8] { [0xFF, 0xFB, 0x90, 0x64] + [UInt8](repeating: 0, count: 413) }

    static func waveHead(samples count: Int) -> [UInt8] {
        Array("RIFF".utf8) + word(36 + count) + Array("WAVEfmt ".utf8) + word(16) + [1, 0, 1, 0] + word(8000)
            + word(16000) + [2, 0, 16, 0] + Array("data".utf8) + word(count)
    }

    private static func word(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
}
