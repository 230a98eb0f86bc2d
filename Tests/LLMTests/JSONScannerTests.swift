import LLM
import Testing

struct JSONScannerTests {
    private func skip(_ bytes: [UInt8]) throws(JSONError) {
        var scanner = JSONScanner()
        try scanner.skipValue(in: bytes.span)
        try scanner.end(in: bytes.span)
    }

    @Test(arguments: [63, 64, 65, 128, 129, 100_000])
    func skipsAnyDepth(depth: Int) throws {
        let opening = Array(repeatElement(Array(#"[{"a":"#.utf8), count: depth).joined())
        let closing = Array(repeatElement(Array("}]".utf8), count: depth).joined())
        try skip(opening + Array("1".utf8) + closing)
        #expect(throws: JSONError.self) { try skip(opening + Array("1".utf8) + closing.dropLast()) }
        #expect(throws: JSONError.self) { try skip(opening + Array("1".utf8) + closing.dropLast() + Array("}".utf8)) }
        #expect(throws: JSONError.self) { try skip(opening) }
    }

    @Test func prunesWhatIsTooDeep() throws {
        let bytes = Array(#"{"a":{"b":{"c":1}},"d":2}"#.utf8)
        var scanner = JSONScanner()
        #expect(try scanner.value(in: bytes.span, depth: 2, rule: .readAsNull) == ["a": ["b": nil], "d": 2])
    }

    @Test(arguments: [
        ("12", 12), ("12.0", 12), ("1e3", 1000), ("1.5", nil), ("99999999999999999999", nil), ("1e300", nil),
        ("-1", -1), ("4294967295", 4_294_967_295), ("null", nil), (#""7""#, nil), ("[1]", nil), ("-0.0", 0),
    ])
    func integers(text: String, expected: Int?) throws {
        var scanner = JSONScanner()
        let bytes = Array(text.utf8)
        #expect(try scanner.integerIfPresent(in: bytes.span) == expected)
        try scanner.end(in: bytes.span)
    }

    @Test(arguments: [
        ("null", true), ("false", true), ("0", true), ("0.0", true), (#""""#, true), ("{ }", true), ("[\n]", true),
        ("true", false), ("1", false), (#"" ""#, false), (#"{"a":null}"#, false), ("[null]", false),
    ])
    func voidValues(text: String, expected: Bool) throws {
        var scanner = JSONScanner()
        let bytes = Array(text.utf8)
        #expect(try scanner.skipVoidValue(in: bytes.span) == expected)
        try scanner.end(in: bytes.span)
    }

    @Test(
        "Escapes are resolved, in texts that a string has in place and in long ones",
        arguments: [
            (#"\n"#, "\n"), (#"\b\f\n\r\t\"\\\/"#, "\u{8}\u{C}\n\r\t\"\\/"), (#"na\u00efve"#, "naïve"),
            (#"\ud83d\ude80"#, "🚀"), (#"\uD83D"#, "\u{FFFD}"), (#"\ud83d\n"#, "\u{FFFD}\n"),
            (#"\ude80-\ud83d-"#, "\u{FFFD}-\u{FFFD}-"),
            (#"\ud83d\ud83d\ude80"#, "\u{FFFD}🚀"), (#"\u0000"#, "\0"), (#"é\u6f22漢"#, "é漢漢"),
        ])
    func escapes(json: String, text: String) throws {
        for count in [1, 3, 400, 4000] {
            let bytes = Array("\"\(String(repeating: json, count: count))\"".utf8)
            var scanner = JSONScanner()
            let read = try scanner.text(in: bytes.span)
            #expect(read.string(in: bytes.span) == String(repeating: text, count: count))
            #expect(read.unescaped(in: bytes.span) == Array(String(repeating: text, count: count).utf8))
            try scanner.end(in: bytes.span)
        }
    }

    private static let known = ["id", "role", "eight_ch", "reasoning_content", "reasoning_kontent"]

    @Test(arguments: [
        ("id", "id"), ("role", "role"), ("eight_ch", "eight_ch"), ("reasoning_content", "reasoning_content"),
        ("reasoning_kontent", "reasoning_kontent"), (#"r\u006fle"#, "role"), ("roles", nil), ("rol", nil), ("", nil),
        ("reasoning_xontent", nil), ("eight_c", nil), ("Id", nil),
    ])
    func keysAreComparedByBytes(name: String, expected: String?) throws {
        for tail in ["", "1234567890"] {
            let bytes = Array("{\"\(name)\":\"\(tail)\"}".utf8)
            var scanner = JSONScanner()
            try scanner.beginObject(in: bytes.span)
            let text = try #require(try scanner.nextKey(in: bytes.span))
            let position = JSONNames(Self.known).position(of: text, in: bytes.span)
            #expect(position.map { Self.known[$0] } == expected)
        }
    }

    @Test func stringsOfEveryLengthEndAtTheirQuote() throws {
        for length in 0..<70 {
            let text = String(repeating: "x", count: length)
            for content in [text, text + #"\""#, text + "é"] {
                let value = try JSONValue(parsing: "\"\(content)\"")
                #expect(value.stringValue == content.replacing(#"\""#, with: "\""))
            }
            #expect(throws: JSONError.self) { try JSONValue(parsing: "\"\(text)\u{1}\"") }
        }
    }
}
