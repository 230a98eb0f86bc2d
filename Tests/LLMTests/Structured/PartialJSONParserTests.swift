import TestSupport
import Testing

@testable import LLM

@Suite("Reading JSON as it comes")
struct PartialJSONParserTests {
    @Test("Whatever the cuts, the value is that of the whole text, and so is the failure")
    func differential() {
        var random = RandomJSON(seed: 1)
        for round in 0..<4_000 {
            let text = round.isMultiple(of: 2) ? random.text() : random.damagedText()
            let expected = Outcome(parsing: text, maximumDepth: 3)
            for pieces in [[text], text.unicodeScalars.map { String($0) }, random.pieces(of: text, longest: 5)] {
                var parser = PartialJSONParser(maximumDepth: 3)
                parser.read(pieces)
                #expect(parser.outcome == expected, "\(text)")
            }
        }
    }

    @Test("Every state of a document refines the one before it, and can still be read when the document has moved on")
    func refinement() {
        var random = RandomJSON(seed: 2, namesRepeat: false)
        for _ in 0..<150 {
            let text = random.text()
            var parser = PartialJSONParser()
            var states: [(cut: PartialCut, json: JSONValue?)] = []
            for scalar in text.unicodeScalars {
                parser.append(String(scalar))
                states.append((parser.cut, parser.json(at: parser.cut)))
            }
            parser.finish()
            states.append((parser.cut, parser.json(at: parser.cut)))
            for (earlier, later) in zip(states, states.dropFirst()) {
                #expect(refines(later.json, earlier.json), "\(text)")
            }
            for state in states { #expect(parser.json(at: state.cut) == state.json, "\(text)") }
        }
    }

    @Test(
        "What may still grow into another value is not known yet",
        arguments: [
            ("", nil), ("1", nil), ("12 ", 12), ("tru", nil), ("true", true), ("nul", nil), ("null", nil as JSONValue),
            ("[", []), ("[1", []), ("[1,", [1]), ("[1 ", [1]), ("[1,-", [1]), ("[1]", [1]), ("[fals", []),
            (#"""#, ""), (#""a"#, "a"), (#""a\"#, "a"), (#""a\n"#, "a\n"), (#""a\u00e"#, "a"), (#""a\u00e9"#, "aé"),
            (#"{"#, [:]), (#"{"a"#, [:]), (#"{"a":"#, [:]), (#"{"a":""#, ["a": ""]), (#"{"a":1"#, [:]),
            (#"{"a":1}"#, ["a": 1]), (#"{"a":1,"a":"x"#, ["a": "x"]), (#"{"a":1,"a":2"#, ["a": 1]),
            (#"{"a":{"b":[{"c":"d"#, ["a": ["b": [["c": "d"]]]]),
        ] as [(String, JSONValue?)])
    func states(text: String, expected: JSONValue?) {
        var parser = PartialJSONParser()
        parser.append(text)
        #expect(parser.json(at: parser.cut) == expected)
    }

    @Test("A surrogate pair is shown as a whole, and half a one as soon as nothing can complete it")
    func surrogates() {
        var parser = PartialJSONParser()
        var shown: [JSONValue?] = []
        for piece in [#""<\ud8"#, "3d", #"\"#, "ude", #"00>\ud83d"#, "x", #"\ud83d\u"#, "d83d", #"\n""#] {
            parser.append(piece)
            shown.append(parser.json(at: parser.cut))
        }
        #expect(
            shown == [
                "<", "<", "<", "<", "<😀>", "<😀>\u{FFFD}x", "<😀>\u{FFFD}x", "<😀>\u{FFFD}x\u{FFFD}",
                "<😀>\u{FFFD}x\u{FFFD}\u{FFFD}\n",
            ])
    }

    @Test("After the first byte that cannot be right, the document stays as it was")
    func failure() {
        var parser = PartialJSONParser()
        parser.read([#"{"a": "b", "n": 12"#, "x", #", "c": 1}"#])
        #expect(parser.failure == JSONError(.syntax, offset: 18))
        #expect(parser.json(at: parser.cut) == ["a": "b"])
    }

    @Test("A text may have as many levels and bytes as were allowed, and no more")
    func limits() {
        var deep = PartialJSONParser(maximumDepth: 2)
        deep.append("[[],[")
        #expect(deep.failure == nil)
        deep.append("[")
        #expect(deep.failure == JSONError(.tooDeep, offset: 5))

        var long = PartialJSONParser(maximumSize: 6)
        long.append(#"["ab"]"#)
        #expect(long.isComplete && long.failure == nil)
        long.append(" ")
        #expect(long.failure == JSONError(.tooLarge, offset: 6))
    }

    @Test("A number alone ends with the text, after which nothing is taken")
    func ends() {
        var parser = PartialJSONParser()
        parser.append("-1.5e3")
        #expect(!parser.isComplete)
        parser.finish()
        parser.finish()
        #expect(parser.outcome == Outcome(json: -1500.0))
        parser.append("0")
        #expect(parser.outcome == Outcome(json: -1500.0))
    }
}

extension PartialJSONParser {
    mutating func read(_ pieces: [String]) {
        for piece in pieces { append(piece) }
        finish()
    }

    func json(at cut: PartialCut) -> JSONValue? {
        document.root(at: cut).map { document.json(of: $0, at: cut) }
    }

    fileprivate var outcome: Outcome { Outcome(json: failure == nil ? json(at: cut) : nil, failure: failure?.code) }
}

/// What reading a whole text ends in.
private struct Outcome: Equatable {
    var json: JSONValue?
    var failure: JSONError.Code?

    init(json: JSONValue?, failure: JSONError.Code? = nil) {
        self.json = json
        self.failure = failure
    }

    init(parsing text: String, maximumDepth: Int) {
        do throws(JSONError) {
            json = try JSONValue(parsing: text, maximumDepth: maximumDepth)
        } catch {
            failure = error.code
        }
    }
}

/// Whether a value is the other one or what it may have grown into.
private func refines(_ later: JSONValue?, _ earlier: JSONValue?) -> Bool {
    switch (later, earlier) {
    case (_, nil): true
    case (.string(let later), .string(let earlier)): later.utf8.starts(with: earlier.utf8)
    case (.array(let later), .array(let earlier)):
        later.count >= earlier.count && zip(later, earlier).allSatisfy { refines($0, $1) }
    case (.object(let later), .object(let earlier)): earlier.allSatisfy { refines(later[$0.key], $0.value) }
    default: later == earlier
    }
}
