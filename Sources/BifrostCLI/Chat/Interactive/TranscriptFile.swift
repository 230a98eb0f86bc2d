import FoundationEssentials
import LLM

/// A stored conversation in a file, as the JSON of `Transcript`.
enum TranscriptFile {
    static func write(_ transcript: Transcript, to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(transcript)
        var file = try MediaOutput(path: path)
        try file.write(Array(data) + [UInt8(ascii: "\n")])
        try file.finish()
    }

    static func read(path: String) throws -> Transcript {
        let contents = try InputFile.contents(of: path)
        do {
            return try JSONDecoder().decode(Transcript.self, from: Data(contents))
        } catch {
            throw LLMError(.configuration, "\"\(path)\" holds no conversation that /save wrote", cause: error)
        }
    }
}
