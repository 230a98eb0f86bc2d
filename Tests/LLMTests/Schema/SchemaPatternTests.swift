import LLM
import TestSupport
import Testing

@Suite("Patterns are those of ECMA-262, in linear time")
struct SchemaPatternTests {
    private func matches(_ pattern: String, _ text: String) -> Bool {
        let schema: JSONSchema = ["pattern": .string(pattern)]
        return schema.validate(.string(text)).isEmpty
    }

    static let table: [(pattern: String, yes: [String], no: [String])] = [
        ("b", ["abc", "b"], ["", "ac"]), ("^b", ["bc"], ["ab"]), ("b$", ["ab"], ["ba", "b\n"]),
        ("^(a|bc)*$", ["", "abca"], ["ab"]), ("^a{2,3}$", ["aa", "aaa"], ["a", "aaaa"]), ("^a{2}$", ["aa"], ["a"]),
        ("^a{2,}?$", ["aa", "aaaaa"], ["a"]), ("^[a-c\\d_-]+$", ["a-1_"], ["d", ""]),
        ("^[^a-c]$", ["d", "é"], ["a", ""]),
        ("^.$", ["a", "🌱"], ["\n", "\u{2028}", "ab"]), ("\\bcat\\b", ["a cat."], ["cats"]), ("^\\Bx", [], ["x"]),
        ("^\\s\\S$", [" a", "\u{A0}b"], ["ab"]), ("^[\\W]$", ["-", "é"], ["_"]),
        ("^\\u00e9\\x41\\t$", ["éA\t"], ["eA\t"]),
        ("^\\u{1F331}$", ["🌱"], ["x"]), ("^(?:a)(?<name>b)$", ["ab"], ["a"]), ("^\\.\\/\\-$", ["./-"], ["a/-"]),
        ("^(|a)+$", ["", "aa"], ["b"]), ("^(a?){3}$", ["", "aaa"], ["aaaa"]), ("^(){1000}$", [""], ["a"]),
        ("[]", [], ["", "a"]), ("^[^]$", ["\n"], [""]),
    ]

    @Test(arguments: table)
    func matchesWhatItSays(pattern: String, yes: [String], no: [String]) {
        for text in yes { #expect(matches(pattern, text), "\(text.debugDescription)") }
        for text in no { #expect(!matches(pattern, text), "\(text.debugDescription)") }
    }

    @Test(arguments: [
        "(?=a)", "(?!a)", "(?<=a)", "(?<!a)", "(a)\\1", "\\k<a>", "\\p{L}", "(", ")", "[", "a**", "{2}", "a{3,2}",
        "\\", "a{1001}", "(a{1000}){1000}", "[b-a]", "\\ud83c", String(repeating: "(", count: 60),
    ])
    func whatIsNotKnownAllowsAnything(pattern: String) {
        #expect(matches(pattern, "zzz"))
    }

    @Test func verdictsAreThoseOfTheStandardLibrary() throws {
        var random = SplitMix64(state: 11)
        let parts = [
            "a", "b", "[ab]", "[^a]", ".", "\\d", "\\w", "(a|b)", "(ab|c)", "(?:b)", "1", "\\b", "^", "$", "(a*b)",
        ]
        let ends = ["", "", "", "*", "+", "?", "{2}", "{1,2}", "{2,}"]
        for _ in 0..<1_500 {
            let count = Int.random(in: 1...5, using: &random)
            let pattern = (0..<count).map { _ in
                let part = parts.randomElement(using: &random) ?? "a"
                let isAssertion = ["\\b", "^", "$"].contains(part)
                return part + (isAssertion ? "" : ends.randomElement(using: &random) ?? "")
            }.joined()
            let length = Int.random(in: 0...6, using: &random)
            let text = String((0..<length).map { _ in "abc1 _".randomElement(using: &random) ?? "a" })
            let reference = try Regex(pattern).wordBoundaryKind(.simple).firstMatch(in: text) != nil
            #expect(matches(pattern, text) == reference, "\(pattern) \(text)")
        }
    }

    @Test func patternsThatGoBackAndForthTakeLinearTime() {
        let text = String(repeating: "a", count: 5_000) + "!"
        for pattern in ["^(a+)+$", "^(a|a)*$", "^(a*)*b$", "^(.*)*x$"] { #expect(!matches(pattern, text)) }
    }

    @Test func textsThatAreTooLongForAPatternPass() {
        #expect(matches("^(a{0,900}){2}$", String(repeating: "b", count: 50_000)))
    }
}
