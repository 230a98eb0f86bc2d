import LLM
import Testing

@testable import Bifrost

@Suite("Chunks that repeat")
struct RepeatedChunkTests {
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

    /// What may follow a chunk that ends like the first, with its meaning or with another one.
    private static let endings: [(String, String)] = [
        (#""extra_fields":{"latency":12,"chunk_index":9}"#, #""extra_fields":{"latency":1234,"chunk_index":10}"#),
        (#""extra_fields":{"latency":12,"chunk_index":9}"#, #""extra_fields":{"latency":-1.5e3,"chunk_index":0}"#),
        (#""extra_fields":{"latency":12,"chunk_index":9}"#, #""extra_fields":{"latency":01,"chunk_index":0}"#),
        (#""extra_fields":{"latency":12,"chunk_index":9}"#, #""extra_fields":{"latency":"12","chunk_index":9}"#),
        (#""extra_fields":{"latency":12,"chunk_index":9}"#, #""extra_fields":{"latency":12,"chunk_index":{}}"#),
        (#""extra_fields":{"latency":1,"provider":"a"}"#, #""extra_fields":{"latency":22,"provider":"b"}"#),
        (#""padding":"abc""#, #""padding":"a\u0062\"cdefgh""#),
        (#""padding":"abc""#, #""padding":"abc"#),
        (#""extra_fields":{"n":1},"padding":"x""#, #""extra_fields":{"n":333},"padding":"longer""#),
        (
            #""n":1,"extra_fields":{"a":1},"extra_fields":{"b":1}"#,
            #""n":22,"extra_fields":{"a":3},"extra_fields":{"b":4}"#
        ),
        (#""created":1,"n":1"#, #""created":2,"n":2"#),
        (#""usage":{"total_tokens":3}"#, #""usage":{"total_tokens":4}"#),
    ]

    @Test("have the values of their own that nobody reads", arguments: endings)
    func otherValues(first: String, second: String) {
        let first = Self.chunk(#"{"index":0,"delta":{"content":"a"}}"#, after: first)
        let second = Self.chunk(#"{"index":0,"delta":{"content":"bcd"}}"#, after: second)
        #expect(last(of: [first, first, second]) == last(of: [first, " " + first, second]))
    }

    @Test("are told apart from those that differ in more than the text")
    func known() throws {
        let bytes = Array(#"{"n":1,"choices":[{"delta":{"content":"a"}}],"extra_fields":{"i":7}}"#.utf8)
        var repeated = RepeatedChunk()
        repeated.keep(
            bytes.span,
            RepeatedChunk.Meaning(
                choice: 2, origin: ChunkOrigin(id: "1", model: nil, provider: nil),
                text: try #require(bytes.firstRange(of: #""a""#.utf8)),
                extraFields: bytes.firstRange(of: #"{"i":7}"#.utf8),
                unread: [
                    try #require(bytes.firstRange(of: "1".utf8)), try #require(bytes.firstRange(of: "7".utf8)),
                ]))

        let same = Array(#"{"n":100,"choices":[{"delta":{"content":"bc"}}],"extra_fields":{"i":80}}"#.utf8)
        let read = repeated.read(same.span)
        let match = try #require(read)
        #expect(match.chunk == ChatChunk(choices: [ChoiceDelta(index: 2, text: "bc")], id: "1"))
        #expect(match.extraFields.map { same[$0] } == ArraySlice(#"{"i":80}"#.utf8))
        #expect(match.length == same.count)
        let withMore = same + Array("\n\ndata: ".utf8)
        let first = repeated.read(withMore.span)
        #expect(first == match)

        for other in [
            #"{"n":1,"choices":[{"delta":{"content":"a"}}],"extra_fields":{"i":7}"#,
            #"{"n":1,"choices":[{"delta":{"content":"a"}}],"extra_fields":{"j":7}}"#,
            #"{"n":1,"choices":[{"delta":{"content":null}}],"extra_fields":{"i":7}}"#,
            #"{"n":x,"choices":[{"delta":{"content":"a"}}],"extra_fields":{"i":7}}"#,
            "",
        ] {
            let read = repeated.read(Array(other.utf8).span)
            #expect(read == nil, "\(other)")
        }
        repeated.forget()
        let forgotten = repeated.read(same.span)
        #expect(forgotten == nil)
    }

    @Test("leave the last of their extra fields behind")
    func extraFields() throws {
        var decoder = ChunkDecoder(maximumDepth: 32, detail: [])
        for index in [1, 2, 30, 400] {
            let fields = #""extra_fields":{"provider":"p","chunk_index":\#(index)}"#
            let chunk = Self.chunk(#"{"delta":{"content":"\#(index)"}}"#, after: fields)
            let decoded = try decoder.decode(Array(chunk.utf8).span)
            #expect(decoded?.delta == "\(index)")
            #expect(
                decoder.answerFields == AnswerFields(json: Array(#"{"provider":"p","chunk_index":\#(index)}"#.utf8)))
        }
    }

    @Test("share who answers")
    func origin() throws {
        var decoder = ChunkDecoder(maximumDepth: 32, detail: [])
        let chunks = try ["a", "b"].map { text in
            let chunk = Self.chunk(#"{"delta":{"role":"assistant","content":"\#(text)"}}"#, after: #""n":1"#)
            let decoded = try decoder.decode(Array(chunk.utf8).span)
            return try #require(decoded)
        }
        #expect(chunks[0].origin === chunks[1].origin)
        #expect(chunks[0].id == "1" && chunks[0].model == "m")
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
