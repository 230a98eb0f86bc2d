import LLM
import Testing

@testable import Bifrost

@Suite("Choices that repeat")
struct RepeatedChoicesTests {
    private static let plain = chunk(
        #"{"index":0,"delta":{"content":"a"},"finish_reason":null}"#, after: #""usage":null"#)

    /// A chunk, and one that may follow it.
    private static let pairs: [(String, String)] = [
        (plain, chunk(#"{"index":0,"delta":{"content":"b"},"finish_reason":null}"#, after: #""usage":null"#)),
        (plain, chunk(#"{"index":0,"delta":{"content":""},"finish_reason":null}"#, after: #""usage":null"#)),
        (
            plain,
            chunk(#"{"index":0,"delta":{"content":"\"\u00ef\ud83d\ude80"},"finish_reason":null}"#, after: #""n":1"#)
        ),
        (plain, chunk(#"{"index":0,"delta":{"content":"\x"},"finish_reason":null}"#, after: #""usage":null"#)),
        (plain, chunk(#"{"index":0,"delta":{"content":"b"#, after: #""usage":null"#)),
        (plain, chunk(#"{"index":0,"delta":{"content":"b"},"finish_reason":"stop"}"#, after: #""usage":null"#)),
        (plain, chunk(#"{"index":0,"delta":{"content":"b","role":"user"},"finish_reason":null}"#, after: #""n":1"#)),
        (
            plain,
            chunk(#"{"index":0,"delta":{"content":"b"},"finish_reason":null}"#, after: #""error":{"message":"no"}"#)
        ),
        (plain, chunk(#"{"index":0,"delta":{"content":"b"},"finish_reason":null}"#, after: #""object":"error""#)),
        (plain, chunk(#"{"index":0,"delta":{"content":"b"},"finish_reason":null}"#, after: #""choices":[]"#)),
        (plain, chunk(#"{"index":0,"delta":{"content":"b"},"finish_reason":null}"#, after: #""id":"other""#)),
        (
            plain,
            chunk(#"{"index":0,"delta":{"content":"b"},"finish_reason":null}"#, after: #""usage":{"total_tokens":3}"#)
        ),
        (plain, chunk(#"{"index":0,"delta":{"content":"b"},"finish_reason":null}"#, after: #""citations":["x"]"#)),
        (plain, chunk(#"{"index":0,"delta":{"content":"b"},"finish_reason":null}"#, after: #""usage":null}"#)),
        twoTexts(#"{"delta":{"content":"a"},"delta":{"content":"#, #"}}"#),
        twoTexts(#"{"delta":{"content":"#, #"},"delta":{}}"#),
        twoTexts(#"{"delta":{"content":"#, #"},"delta":{"content":"a"}}"#),
        twoTexts(#"{"delta":{"content":"a"},"message":{"content":"#, #"}}"#),
        twoTexts(#"{"delta":{},"message":{"content":"#, #"}}"#),
        twoTexts(#"{"delta":{"content":"#, #","content":null}}"#),
        twoTexts(#"{"delta":{"content":[{"type":"text","text":"#, #"}]}}"#),
        twoTexts(#"{"delta":{"reasoning":"r","content":"#, #"}}"#),
        twoTexts(#"{"error":{},"delta":{"content":"#, #"}}"#),
        twoTexts(#"{"delta":{"content":"#, #"}},{"delta":{}}"#),
    ]

    @Test("are read as if they did not", arguments: pairs)
    func sameChunk(first: String, second: String) {
        // A space in front makes a chunk that is not like the one before.
        #expect(last(of: [first, first, second]) == last(of: [first, " " + first, second]))
    }

    @Test("are told apart from those that differ in more than the text")
    func known() throws {
        let bytes = Array(Self.plain.utf8)
        let text = try #require(bytes.firstRange(of: #""a""#.utf8))
        let end = try #require(bytes.firstRange(of: "]".utf8)).upperBound
        var repeated = RepeatedChoices()
        repeated.keep(
            ChatChunk(choices: [ChoiceDelta(text: "a")], id: "1"),
            text: JSONText(range: text.lowerBound + 1..<text.upperBound - 1, isEscaped: false), end: end, of: bytes.span
        )

        var scanner = JSONScanner()
        let other = Array(Self.plain.replacing(#""a""#, with: #""bc""#).utf8)
        #expect(repeated.read(with: &scanner, in: other.span)?.delta == "bc")
        #expect(scanner.offset == end + 1)
        let finished = Array(Self.plain.replacing("null}]", with: #""stop"}]"#).utf8)
        #expect(repeated.read(with: &scanner, in: finished.span) == nil)
    }

    private static func chunk(_ choice: String, after: String) -> String {
        #"{"id":"1","object":"chat.completion.chunk","created":0,"model":"m","choices":["# + choice + "]," + after + "}"
    }

    private static func twoTexts(_ start: String, _ end: String) -> (String, String) {
        (chunk(start + #""a""# + end, after: #""n":1"#), chunk(start + #""b""# + end, after: #""n":1"#))
    }

    /// What becomes of the last of these chunks.
    private func last(of chunks: [String]) -> String {
        var decoder = ChunkDecoder(maximumDepth: 32, detail: [])
        var result = ""
        for chunk in chunks {
            do throws(JSONError) {
                result = String(describing: try decoder.decode(Array(chunk.utf8).span))
            } catch {
                result = "\(error)"
            }
        }
        return result
    }
}
