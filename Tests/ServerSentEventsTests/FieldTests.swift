import ServerSentEvents
import Testing

@Suite("Fields", .timeLimit(.minutes(5)))
struct FieldTests {
    @Test("data and unknown fields", arguments: dataCases)
    func data(example: EventStreamCase) { example.expectForEveryCutting() }

    @Test("event names", arguments: typeCases)
    func type(example: EventStreamCase) { example.expectForEveryCutting() }

    @Test("ids", arguments: idCases)
    func id(example: EventStreamCase) { example.expectForEveryCutting() }

    @Test("retry", arguments: retryCases)
    func retry(example: EventStreamCase) { example.expectForEveryCutting() }

    private static let dataCases = [
        EventStreamCase("NUL is kept", "data: a\0b\n\n", [event("a\0b")]),
        EventStreamCase("one space and nothing else", "data: \n\n", [event("")]),
        EventStreamCase("two spaces", "data:  \n\n", [event(" ")]),
        EventStreamCase("a colon first in the value", "data::a\n\n", [event(":a")]),
        EventStreamCase("a combining mark after colon and space", "data: \u{301}a\n\n", [event("\u{301}a")]),
        EventStreamCase("a combining mark after the colon", "data:\u{301}a\n\n", [event("\u{301}a")]),
        EventStreamCase("empty line first", "data:\ndata: a\n\n", [event("\na")]),
        EventStreamCase("empty line last", "data: a\ndata\n\n", [event("a\n")]),
        EventStreamCase(
            "three lines around other fields", "data: a\nid: 1\ndata: b\n: c\nfoo\ndata: d\n\n",
            [event("a\nb\nd", id: "1")], id: "1"),
        EventStreamCase(
            "names near to data", "dat: 1\ndatum: 1\ndata1: 1\ndatas\ndata\0: 1\n\0data: 1\ndata : 1\n\n", []),
        EventStreamCase(
            "names near to event, id and retry", "events: x\nids: 1\ni: 1\nretry1: 5\ndata: y\n\n", [event("y")]),
        EventStreamCase("names in other case", "DATA: 1\nData: 1\nEVENT: x\nID: 1\nRetry: 1\n\n", []),
        EventStreamCase("names with marks and wide letters", "data\u{301}: 1\n\u{FF44}ata: 1\n\n", []),
        EventStreamCase("a colon first is a comment", ":data: a\n:\n::\n: id: 1\n\n", []),
        EventStreamCase("a tab first is part of the name", "\tdata: a\n\n", []),
        EventStreamCase("a name without end", "data: a\n\ndataaaaaaaaaaaaaaaaaaaaaaaaaaaa\n\n", [event("a")]),
        EventStreamCase("an unterminated block is dropped", "data: a\n\nid: 7\nevent: x\ndata: b\n", [event("a")]),
        EventStreamCase("an unterminated line is dropped", "data: a\n\ndata: b\n\n: c", [event("a"), event("b")]),
    ]

    private static let typeCases = [
        EventStreamCase("without colon is empty", "event: a\nevent\ndata: x\n\n", [event("x")]),
        EventStreamCase("does not stick", "event: a\ndata: x\n\ndata: y\n\n", [event("x", type: "a"), event("y")]),
        EventStreamCase("is forgotten without data", "event: a\n\ndata: y\n\n", [event("y")]),
        EventStreamCase("comes after data", "data: x\nevent: a\n\n", [event("x", type: "a")]),
        EventStreamCase("may be message", "event: message\ndata: x\n\n", [event("x")]),
        EventStreamCase("keeps NUL and colons", "event: a\0:b\ndata: x\n\n", [event("x", type: "a\0:b")]),
        EventStreamCase("may be long", "event: \(long)\ndata: x\n\n", [event("x", type: long)]),
    ]

    private static let long = String(repeating: "name ", count: 100)

    private static let idCases = [
        EventStreamCase("NUL ignores the whole field", "id: 1\nid: 2\0\ndata: x\n\n", [event("x", id: "1")], id: "1"),
        EventStreamCase("NUL alone", "id: 1\n\nid: \0\ndata: x\n\n", [event("x", id: "1")], id: "1"),
        EventStreamCase(
            "without colon resets", "id: 1\ndata: x\n\nid\ndata: y\n\n", [event("x", id: "1"), event("y")]),
        EventStreamCase("is committed without data", "id: 1\n\n", [], id: "1"),
        EventStreamCase("is not committed by an unterminated block", "id: 1\n\nid: 2\ndata: x\n", [], id: "1"),
        EventStreamCase("the last of a block counts", "id: 1\ndata: x\nid: 2\n\n", [event("x", id: "2")], id: "2"),
        EventStreamCase("is text", "id:  é 1 \ndata: x\n\n", [event("x", id: " é 1 ")], id: " é 1 "),
        EventStreamCase(
            "sticks", "id: 1\ndata: x\n\ndata: y\n\n", [event("x", id: "1"), event("y", id: "1")], id: "1"),
    ]

    private static let retryCases =
        [
            EventStreamCase("is set at once", "retry: 10\n", [], reconnectionTime: 10),
            EventStreamCase("waits for its line end", "retry: 10", []),
            EventStreamCase("belongs to its block", "retry: 10\n\ndata: x\n\n", [event("x")], reconnectionTime: 10),
            EventStreamCase(
                "last valid", "retry: 1\nretry: 2\nretry: x\ndata: x\n\n",
                [event("x", retry: 2)], reconnectionTime: 2),
            EventStreamCase("leading zeros", "retry: 0010\ndata: x\n\n", [event("x", retry: 10)], reconnectionTime: 10),
            EventStreamCase("zero", "retry:0\ndata: x\n\n", [event("x", retry: 0)], reconnectionTime: 0),
            EventStreamCase("largest", "retry: 9223372036854775807\n", [], reconnectionTime: .max),
        ]
        + invalidRetries.map { value in
            EventStreamCase(
                "ignored: '\(value)'", "retry: 3\n\nretry: \(value)\ndata: x\n\n", [event("x")], reconnectionTime: 3)
        }

    private static let invalidRetries = [
        "", " ", "+5", "-5", " 5", "5 ", "5.0", "1e3", "0x10", "5\0", "٣", "9223372036854775808",
        "99999999999999999999",
    ]
}
