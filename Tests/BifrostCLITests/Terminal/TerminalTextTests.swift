import Foundation
import Testing

@testable import BifrostCLI

@Suite("Strangers' text on a terminal")
struct TerminalTextTests {
    @Test(arguments: [
        ("plain ü 你好 👍🏽\ttab\nline", "plain ü 你好 👍🏽\ttab\nline"),
        ("\u{1B}[31mred\u{1B}[0m", "␛[31mred␛[0m"),
        ("\u{1B}]52;c;aGk=\u{07}", "␛]52;c;aGk=␇"),
        ("over\rwritten\r\n", "overwritten\n"),
        ("\u{9B}2J\u{7F}\u{00}", "\u{FFFD}2J␡␀"),
        ("a\u{202E}b\u{2066}c", "a\u{FFFD}b\u{FFFD}c"),
        ("a\u{E0041}b", "a\u{FFFD}b"),
    ])
    func `What has power over the terminal is shown as a picture`(text: String, expected: String) {
        #expect(TerminalText.neutral(text) == expected)
    }

    @Test
    func `On one line, breaks become blanks`() {
        #expect(TerminalText.line("a\r\nb\tc\u{2028}d\u{1B}") == "a b c d␛")
    }

    @Test
    func `In JSON it stands by number`() throws {
        let text = "ü 👍🏽\u{9B}2J\u{7F}\u{202E}\u{E0041}\u{1B}"
        let line = JSONOutput.string(text).line
        #expect(line == #""ü 👍🏽\u009b2J\u007f\u202e\udb40\udc41\u001b""# + "\n")
        #expect(try JSONDecoder().decode(String.self, from: Data(line.utf8)) == text)
    }

    @Test
    func `A sequence that is cut between two chunks has no power either`() {
        #expect(["\u{1B}", "[2J"].map(TerminalText.neutral).joined() == "␛[2J")
    }
}

@Suite("Columns of a text")
struct TextWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("你好", 4), ("한", 2), ("한", 2), ("ａ", 2), ("👍🏽", 2), ("👨‍👩‍👧", 2),
        ("🇩🇪", 2), ("❤️", 2), ("❤", 1), ("1️⃣", 2), ("\u{200B}", 0), ("…", 1), ("é你x", 4),
    ])
    func `They are what terminals take`(text: String, columns: Int) {
        #expect(TextWidth.columns(of: text) == columns)
    }
}
