/// `audio/transcriptions`: says how many bytes the recording has, so that an upload can be checked.
struct TranscriptionRendering: Sendable {
    let request: MediaRequest
    let pace: Pace
    let extraFields: @Sendable (_ chunk: Int) -> JSONValue
    private let words: [String]

    init(
        request: MediaRequest, pace: Pace, extraFields: @escaping @Sendable (_ chunk: Int) -> JSONValue
    ) throws(GatewayFailure) {
        guard let file = request.form?.files("file").first else {
            throw GatewayFailure(status: 400, message: "file is required")
        }
        self.request = request
        self.pace = pace
        self.extraFields = extraFields
        words = "This is a recording of \(file.content.count) bytes.".split(separator: " ").map(String.init)
    }

    private var text: String { words.joined(separator: " ") }

    var answer: MediaAnswer {
        if request.isStream { return events }
        switch request.body["response_format"]?.string {
        case "text": return plain(text + "\n")
        case "srt": return plain("1\n00:00:00,000 --> 00:00:0\(words.count / 2),000\n\(text)\n\n")
        case "vtt": return plain("WEBVTT\n\n00:00:00.000 --> 00:00:0\(words.count / 2).000\n\(text)\n\n")
        case "verbose_json": return .json(verbose, pace: pace, flavour: request.flavour)
        default:
            return .json(
                ["text": .string(text), "logprobs": logprobs(words), "usage": usage, "extra_fields": extraFields(0)],
                pace: pace, flavour: request.flavour)
        }
    }

    private func plain(_ text: String) -> MediaAnswer {
        .bytesOf(Array(text.utf8), contentType: "text/plain; charset=utf-8", pace: pace, flavour: request.flavour)
    }

    private var usage: JSONValue {
        [
            "type": "tokens", "input_tokens": 10, "input_token_details": ["text_tokens": 0, "audio_tokens": 10],
            "output_tokens": .integer(words.count), "total_tokens": .integer(10 + words.count),
        ]
    }

    /// Half a second for each word; segments and words as they are asked for.
    private var verbose: JSONValue {
        let wanted = request.form?.texts("timestamp_granularities[]") ?? []
        let timed = words.enumerated().map { index, word -> JSONValue in
            ["word": .string(word), "start": .number(Double(index) / 2), "end": .number(Double(index + 1) / 2)]
        }
        let segment: JSONValue = [
            "id": 0, "start": .number(0), "end": .number(Double(words.count) / 2), "text": .string(text),
            "avg_logprob": .number(-0.25),
        ]
        return [
            "task": "transcribe", "language": .string(request.body["language"]?.string ?? "english"),
            "duration": .number(Double(words.count) / 2), "text": .string(text),
            "segments": wanted.isEmpty || wanted.contains("segment") ? [segment] : nil,
            "words": wanted.contains("word") ? .array(timed) : nil,
            "usage": ["type": "duration", "seconds": .integer(words.count / 2)], "extra_fields": extraFields(0),
        ]
    }

    private func logprobs(_ tokens: [String]) -> JSONValue? {
        guard request.form?.texts("include[]").contains("logprobs") == true else { return nil }
        return .array(
            tokens.map { token in
                [
                    "token": .string(token), "logprob": .number(-0.25),
                    "bytes": .array(token.utf8.map { .integer(Int($0)) }),
                ]
            })
    }

    private var events: MediaAnswer {
        let deltas = words.enumerated().map { index, word in
            let delta = index == 0 ? word : " \(word)"
            return MediaAnswer.Event(
                data: [
                    "type": "transcript.text.delta", "delta": .string(delta), "text": "",
                    "logprobs": logprobs([delta]), "extra_fields": extraFields(index),
                ])
        }
        let last = MediaAnswer.Event(
            data: [
                "type": "transcript.text.done", "text": .string(text), "logprobs": logprobs(words), "usage": usage,
                "extra_fields": extraFields(words.count),
            ])
        return MediaAnswer(
            body: .events(deltas + [last], endsWithDone: true), pace: pace, flavour: request.flavour)
    }
}
