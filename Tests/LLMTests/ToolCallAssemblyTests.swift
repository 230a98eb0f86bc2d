import LLM
import Testing

/// Rules 10 to 13 of the vectors' README, one literal piece after the other.
struct ToolCallAssemblyTests {
    struct Case: CustomTestStringConvertible {
        var rule: String
        var pieces: [ToolCallDelta]
        /// id, name and arguments of each call; the id `*` is generated.
        var calls: [[String]]

        var testDescription: String { rule }
    }

    private static func piece(_ index: Int?, _ id: String?, _ name: String?, _ arguments: String) -> ToolCallDelta {
        ToolCallDelta(index: index, id: id, name: name, arguments: arguments)
    }

    static let cases: [Case] = [
        Case(
            rule: "a: a known id, whatever the index says",
            pieces: [
                piece(0, "A", "f", "{"), piece(1, "B", "g", "{"), piece(1, "A", nil, "1"), piece(0, "B", "g", "2"),
                piece(9, "A", nil, "}"),
            ],
            calls: [["A", "f", "{1}"], ["B", "g", "{2"]]),
        Case(
            rule: "a: after a known id, its index selects that call",
            pieces: [
                piece(0, "A", "f", "1"), piece(0, "B", "g", "2"), piece(0, "A", nil, "3"), piece(0, nil, nil, "4"),
            ],
            calls: [["A", "f", "134"], ["B", "g", "2"]]),
        Case(
            rule: "a: an id is known by its bytes",
            pieces: [piece(0, "e\u{301}", "f", "1"), piece(0, "\u{e9}", "g", "2")],
            calls: [["e\u{301}", "f", "1"], ["\u{e9}", "g", "2"]]),
        Case(
            rule: "b: a late id",
            pieces: [piece(0, nil, "f", "{"), piece(0, "A", nil, "}"), piece(0, nil, nil, " ")],
            calls: [["A", "f", "{} "]]),
        Case(
            rule: "b: an empty id is none",
            pieces: [piece(0, "", "f", "{"), piece(0, "", nil, "}"), piece(0, "A", "", "")],
            calls: [["A", "f", "{}"]]),
        Case(
            rule: "b: a late id with the name again",
            pieces: [piece(nil, nil, "f", ""), piece(nil, "A", "f", "{}")],
            calls: [["A", "f", "{}"]]),
        Case(
            rule: "b unless f: a name after whole arguments",
            pieces: [piece(0, nil, "f", "{}"), piece(0, "B", "g", "{}")],
            calls: [["*", "f", "{}"], ["B", "g", "{}"]]),
        Case(
            rule: "c: a new id in every piece",
            pieces: [piece(0, "A", "f", "{"), piece(0, "B", nil, "1"), piece(0, "C", nil, "}")],
            calls: [["A", "f", "{1}"]]),
        Case(
            rule: "c: without an index, the latest call goes on",
            pieces: [piece(nil, "A", "f", "{"), piece(nil, "B", nil, "}")],
            calls: [["A", "f", "{}"]]),
        Case(
            rule: "d: same index, other id and a name",
            pieces: [piece(0, "A", "f", "{}"), piece(0, "B", "g", "{"), piece(0, nil, nil, "}")],
            calls: [["A", "f", "{}"], ["B", "g", "{}"]]),
        Case(
            rule: "d: a new id at an index of its own needs no name",
            pieces: [piece(0, "A", "f", "{}"), piece(1, "B", nil, "{}")],
            calls: [["A", "f", "{}"], ["B", "", "{}"]]),
        Case(
            rule: "e: fragments by index, interleaved",
            pieces: [
                piece(0, "A", "f", ""), piece(1, "B", "g", ""), piece(0, nil, nil, "1"), piece(1, nil, nil, "2"),
                piece(0, nil, nil, "3"),
            ],
            calls: [["A", "f", "13"], ["B", "g", "2"]]),
        Case(
            rule: "e: a name at a new index opens a call",
            pieces: [piece(0, nil, "f", "1"), piece(1, nil, "g", "2"), piece(0, nil, nil, "3")],
            calls: [["*", "f", "13"], ["*", "g", "2"]]),
        Case(
            rule: "f: calls without ids and indices",
            pieces: [piece(nil, nil, "f", #"{"a":"}"#), piece(nil, nil, nil, #""}"#), piece(nil, nil, "f", "{}")],
            calls: [["*", "f", #"{"a":"}"}"#], ["*", "f", "{}"]]),
        Case(
            rule: "f: any whole JSON value counts, and no other",
            pieces: [piece(0, nil, "f", " 12 "), piece(0, nil, "g", "{"), piece(0, nil, "g", "}")],
            calls: [["*", "f", " 12 "], ["*", "g", "{}"]]),
        Case(
            rule: "f: wrong arguments are not whole",
            pieces: [piece(0, nil, "f", "{]}"), piece(0, nil, "g", "{}")],
            calls: [["*", "fg", "{]}{}"]]),
        Case(
            rule: "f: what follows a whole value makes it wrong",
            pieces: [
                piece(0, nil, "f", "{}"), piece(0, nil, nil, "\n"), piece(0, nil, nil, "x"), piece(0, nil, "g", ""),
            ],
            calls: [["*", "fg", "{}\nx"]]),
        Case(
            rule: "g: nothing at that index, but a call before",
            pieces: [piece(0, "A", "f", "{"), piece(5, nil, nil, "}")],
            calls: [["A", "f", "{}"]]),
        Case(rule: "g: nothing at all yet", pieces: [piece(3, nil, nil, "{}")], calls: [["*", "", "{}"]]),
        Case(
            rule: "an index is a label",
            pieces: [
                piece(-1, "A", "f", "1"), piece(4_294_967_295, "B", "g", "2"), piece(-1, nil, nil, "3"),
                piece(4_294_967_295, nil, nil, "4"),
            ],
            calls: [["A", "f", "13"], ["B", "g", "24"]]),
        Case(
            rule: "11: a name in pieces, then again as a whole",
            pieces: [piece(0, "A", "get_", ""), piece(0, nil, "time", ""), piece(0, nil, "get_time", "{}")],
            calls: [["A", "get_time", "{}"]]),
        Case(
            rule: "11: a name is the same by its bytes",
            pieces: [piece(0, "A", "e\u{301}", ""), piece(0, nil, "\u{e9}", "")],
            calls: [["A", "e\u{301}\u{e9}", ""]]),
        Case(
            rule: "12: ordered by index",
            pieces: [piece(2, "A", "f", ""), piece(0, "B", "g", ""), piece(1, "C", "h", "")],
            calls: [["B", "g", ""], ["C", "h", ""], ["A", "f", ""]]),
        Case(
            rule: "12: as they appeared when an index is missing",
            pieces: [piece(2, "A", "f", ""), piece(nil, "B", "g", ""), piece(0, "C", "h", "")],
            calls: [["A", "f", ""], ["B", "g", ""], ["C", "h", ""]]),
        Case(
            rule: "12: as they appeared when an index stands twice",
            pieces: [piece(2, "A", "f", ""), piece(0, "B", "g", ""), piece(0, "C", "h", "")],
            calls: [["A", "f", ""], ["B", "g", ""], ["C", "h", ""]]),
        Case(
            rule: "a generated id differs from those sent",
            pieces: [piece(0, "call_0", "f", ""), piece(1, nil, "g", ""), piece(2, nil, "h", "")],
            calls: [["call_0", "f", ""], ["*", "g", ""], ["*", "h", ""]]),
    ]

    @Test(arguments: cases)
    func assembles(example: Case) {
        var accumulator = ChatAccumulator()
        for piece in example.pieces { accumulator.add(ChatChunk(choices: [ChoiceDelta(toolCalls: [piece])])) }
        let calls = accumulator.response().toolCalls
        #expect(calls.count == example.calls.count)
        for (call, expected) in zip(calls, example.calls) {
            #expect(expected[0] == "*" ? !call.id.isEmpty : call.id.utf8.elementsEqual(expected[0].utf8))
            #expect(call.name.utf8.elementsEqual(expected[1].utf8))
            #expect(call.arguments == expected[2])
        }
        #expect(Set(calls.map { Array($0.id.utf8) }).count == calls.count)
    }

    @Test(arguments: [
        ("", true), (" \n", true), ("{}", true), (#" {"a":[1]} "#, true), ("{", false), ("[]", false), ("1", false),
        ("null", false), ("{}{}", false), (#"{"a":1,}"#, false), ("{'a':1}", false), (#"{"a":NaN}"#, false),
        (String(repeating: #"{"a":"#, count: 100_000) + "1" + String(repeating: "}", count: 100_000), true),
    ])
    func completeMeansEmptyOrOneObject(arguments: String, expected: Bool) {
        var accumulator = ChatAccumulator()
        let piece = ToolCallDelta(index: 0, id: "A", name: "f", arguments: arguments)
        accumulator.add(ChatChunk(choices: [ChoiceDelta(toolCalls: [piece])]))
        #expect(accumulator.response().toolCalls.map(\.isComplete) == [expected])
    }

    /// A server that repeats the name asks for rule f each time; looking at all arguments then would be quadratic.
    @Test(.timeLimit(.minutes(5)), arguments: [#"{"a":"x"},"#, "{]}", "{", #"""#])
    func repeatedNamesCostLinearTime(start: String) {
        var accumulator = ChatAccumulator()
        accumulator.add(ChatChunk(choices: [ChoiceDelta(toolCalls: [Self.piece(0, nil, "f", start)])]))
        for _ in 0..<200_000 {
            accumulator.add(ChatChunk(choices: [ChoiceDelta(toolCalls: [Self.piece(0, nil, "f", "      ")])]))
        }
        #expect(accumulator.response().toolCalls.count == 1)
    }
}
