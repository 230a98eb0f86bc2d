import Testing

@testable import LLM

@Suite("Strings that are written")
struct JSONWriterTests {
    @Test(
        "have the escapes that JSON asks for, and no others",
        arguments: [
            ("", #""""#), ("plain", #""plain""#), ("\"", #""\"""#), ("a\\b", #""a\\b""#), ("\n\r\t", #""\n\r\t""#),
            ("\u{0}\u{1F}", #""\u0000\u001f""#), ("Grüße/漢字🚀\u{7F}", "\"Grüße/漢字🚀\u{7F}\""),
            ("sixteen letters.\"", #""sixteen letters.\"""#), ("\nsixteen letters.", #""\nsixteen letters.""#),
            ("more than sixteen letters\\and as many again", #""more than sixteen letters\\and as many again""#),
        ])
    func escapes(text: String, json: String) {
        var writer = JSONWriter()
        writer.string(text)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == json)
    }
}
