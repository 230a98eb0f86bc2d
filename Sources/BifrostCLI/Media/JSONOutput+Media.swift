import Bifrost
import LLM

extension JSONOutput {
    /// The line of a file that was written.
    static func media(_ type: String, path: String, bytes: Int, _ metadata: ResponseMetadata) -> JSONOutput {
        [
            "type": .string(type), "file": .string(path), "bytes": .integer(bytes),
            "provider": .string(metadata.gateway.routing.provider), "metrics": metrics(metadata),
        ]
    }

    /// The line of a piece of a transcription.
    static func delta(_ text: String) -> JSONOutput { ["type": "delta", "text": .string(text)] }

    /// The last line of a transcription.
    static func transcription(_ whole: Transcription) -> JSONOutput {
        [
            "type": "transcription", "text": .string(whole.text), "language": .string(whole.language),
            "duration": whole.duration.map { .number($0) } ?? .null,
            "segments": .array(
                whole.segments.map { timed("text", $0.text, $0.start, $0.end, speaker: $0.speaker) }),
            "words": .array(whole.words.map { timed("word", $0.word, $0.start, $0.end, speaker: nil) }),
            "usage": whole.usage.map(usage) ?? nil, "provider": .string(whole.metadata.gateway.routing.provider),
            "metrics": metrics(whole.metadata),
        ]
    }

    /// The line of an image that was written, or that has an address; unfinished ones have a number.
    static func image(
        _ image: GeneratedImage, file: String?, bytes: Int?, partial: Int?, _ metadata: ResponseMetadata
    ) -> JSONOutput {
        [
            "type": partial == nil ? "image" : "partial_image", "partial": .integer(partial), "file": .string(file),
            "bytes": .integer(bytes), "url": .string(image.url), "revised_prompt": .string(image.revisedPrompt),
            "provider": .string(metadata.gateway.routing.provider),
        ]
    }

    private static func timed(
        _ key: String, _ text: String, _ start: Double?, _ end: Double?, speaker: String?
    ) -> JSONOutput {
        var fields = [
            Field(key: key, value: .string(text)), Field(key: "start", value: start.map { .number($0) } ?? .null),
            Field(key: "end", value: end.map { .number($0) } ?? .null),
        ]
        if let speaker { fields.append(Field(key: "speaker", value: .string(speaker))) }
        return .object(fields)
    }

    private static func usage(_ usage: MediaUsage) -> JSONOutput {
        [
            "input": .integer(usage.input), "output": .integer(usage.output), "total": .integer(usage.total),
            "seconds": usage.seconds.map { .number($0) } ?? .null,
        ]
    }
}
