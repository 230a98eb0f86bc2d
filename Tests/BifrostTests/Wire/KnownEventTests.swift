import LLM
import Testing

@testable import Bifrost

@Suite("Events whose bytes are known from the one before", .timeLimit(.minutes(5)))
struct KnownEventTests {
    private static func chunk(_ text: String, ending: String = #""n":1"#) -> String {
        #"{"id":"1","choices":[{"index":0,"delta":{"content":"\#(text)"}}],\#(ending)}"#
    }
    private static let end =
        #"data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"# + "\n\ndata: [DONE]\n\n"

    /// The first chunk is no delta, and the second is kept.
    private static let start = "data: \(chunk(""))\n\ndata: \(chunk("a"))\n\n"

    static let bodies = [
        "data: \(chunk("b"))\n\n",
        "data: \(chunk(""))\n\ndata: \(chunk("b"))\n\ndata: \(chunk(#"\u00e9\n"#))\n\n",
        "data: \(chunk("b"))\r\n\r\ndata: \(chunk("c"))\r\rdata: \(chunk("d"))\n\n",
        "data: \(chunk("b"))\n: a comment\n\ndata: \(chunk("c"))\n\n",
        "data: \(chunk("b"))\ndata\n\ndata: \(chunk("c"))\n\n",
        "data: \(chunk("b"))\nevent: ping\n\ndata: \(chunk("c"))\n\n",
        "event: ping\ndata: \(chunk("b"))\n\ndata: \(chunk("c"))\n\n",
        "event: message\ndata: \(chunk("b"))\n\ndata: \(chunk("c"))\n\n",
        "id: 7\n\ndata: \(chunk("b"))\nid: 8\n\ndata: \(chunk("c"))\n\n",
        "data: \(chunk("b", ending: #""n":234"#))\n\ndata: \(chunk("c", ending: #""n":"x""#))\n\n",
        "data: \(chunk("b")) \n\ndata: \(chunk("c"))\n\n",
        "data:  \(chunk("b"))\n\ndata:  \(chunk("c"))\n\ndata:  \(chunk("d"))\n\n",
    ]

    /// Without the space that may follow it, a field is read the long way.
    private func longWay(_ body: String) -> String {
        body.replacing("data:  ", with: "data: \t").replacing("data: ", with: "data:").replacing("\t", with: " ")
    }

    @Test("say what they say the long way, however they are cut", arguments: bodies)
    func sameMeaning(events: String) throws {
        let body = Self.start + events + Self.end
        let expected = try ChatStreamRun.result(of: [Array(longWay(body).utf8)]).get()
        for pieces in ChatStreamRun.cuts(of: Array(body.utf8)) {
            #expect(try ChatStreamRun.result(of: pieces).get() == expected)
        }
    }

    @Test("are not made of lines that mean nothing", arguments: ["\n", "\r", "\r\n"])
    func lines(lineEnd: String) {
        // The data of these are the same, in two lines that are both data, and in one with a second that is no data.
        let lines = #"data: {"id":"1",\#ndata: "choices":[{"index":0,"delta":{"content":"a"}}]}\#n\#n"#
        let other = #"data: {"id":"1",\#n"choices":[{"index":0,"delta":{"content":"a"}}]}\#n\#n"#
        let body = (lines + lines + other + Self.end).replacing("\n", with: lineEnd)
        let result = ChatStreamRun.result(of: [Array(body.utf8)])
        #expect(throws: LLMError.self) { try result.get() }
    }

    @Test("are as long as others may be")
    func limits() throws {
        let body = Self.start + "data: \(Self.chunk(String(repeating: "b", count: 200)))\n\n" + Self.end
        var limits = AnswerLimits()
        for (line, event) in [(100, 1000), (1000, 100)] {
            (limits.line, limits.event) = (line, event)
            let error = #expect(throws: LLMError.self) {
                try ChatStreamRun.result(of: [Array(body.utf8)], limits: limits).get()
            }
            #expect(error?.code == .malformed && error?.partial?.text == "a")
        }
        (limits.line, limits.event) = (1000, 1000)
        #expect(try ChatStreamRun.result(of: [Array(body.utf8)], limits: limits).get().text.count == 201)
    }

    @Test("count, and leave their extra fields only when they are whole")
    func counted() throws {
        func event(_ index: Int) -> String {
            "data: \(Self.chunk("a", ending: #""extra_fields":{"chunk_index":\#(index)}"#))\n"
        }
        var decoder = ChatStreamDecoder(
            contentType: nil, limits: AnswerLimits(), detail: [], errors: ErrorDecoder(secrets: []))
        decoder.append(Array(Self.start.utf8))
        decoder.append(Array((event(1) + "\n" + event(2) + "\n" + event(3)).utf8))
        while try decoder.next() != nil {}
        #expect(decoder.eventsReceived == 4)
        #expect(decoder.answerFields == AnswerFields(json: Array(#"{"chunk_index":2}"#.utf8)))
        decoder.append([UInt8(ascii: "\n")])
        #expect(try decoder.next()?.delta == "a")
        #expect(decoder.eventsReceived == 5)
        #expect(decoder.answerFields == AnswerFields(json: Array(#"{"chunk_index":3}"#.utf8)))
    }
}
