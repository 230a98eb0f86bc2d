import Testing

@testable import BifrostTesting

struct JSONTests {
    @Test(arguments: [
        #"{"b":1,"a":[true,false,null,-0.5,1e+20],"c":{}}"#, #""\"\\\n\t\r\b\f""#, "[]", "12", #""€ 🌍 é""#,
    ])
    func readsAndWritesTheSameText(text: String) throws {
        #expect(try JSONParser.parse(text).encoded == text)
    }

    @Test(arguments: [
        (#""\u0041\ud83c\udf0d""#, "A🌍"), (#""\ud83c x""#, "\u{FFFD} x"), (#""\ud83c\u0041""#, "\u{FFFD}A"),
        (#""\/""#, "/"),
    ])
    func escapes(text: String, expected: String) throws {
        #expect(try JSONParser.parse(text) == .string(expected))
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\" 1}", "{a:1}", "01", "-", "1.", "1e", "tru", "\"a", "\"\\x\"", "\"\\u12g4\"", "1 2",
        "\"\n\"", String(repeating: "[", count: 1000),
    ])
    func refusesOtherTexts(text: String) {
        #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(text) }
    }
}
