import Foundation
import LLM
import Testing

@testable import BifrostCLI

/// What is found again after a crash.
struct JournalTests {
    private static let first = #"{"type":"job","version":1,"input_bytes":0,"input_hash":"cbf29ce484222325"}"#
    private static let second = #"{"type":"result","line":3,"id":"a","text":"x"}"#

    private func state(_ text: String, at url: URL, retriesFailed: Bool = false) throws -> JournalState {
        try Data(text.utf8).write(to: url)
        var state = JournalState(retriesFailed: retriesFailed)
        try Journal(path: url.path, sync: .never).recover { state.add($0) }
        return state
    }

    @Test(arguments: [
        (
            #"{"type":"result","line":3,"text":"}{","usage":{"input":4,"output":5},"cost":0.5}"#,
            JournalEntry.result(line: 3, usage: JobUsage(input: 4, output: 5, cost: 0.5))
        ),
        (#"{"type":"result","line":3,"usage":null,"cost":null}"#, .result(line: 3, usage: JobUsage())),
        (#"{"type":"error","line":9,"kind":"server"}"#, .failure(line: 9, kind: "server")),
        (
            #"{"type":"upload","file":"f","first":1,"last":2,"offset":0}"#,
            .upload(BatchPart(file: "f", batch: nil, lines: 1...2, offset: 0))
        ),
        (
            #"{"type":"batch","batch":"b","file":"f","first":1,"last":2,"offset":7}"#,
            .batch(BatchPart(file: "f", batch: "b", lines: 1...2, offset: 7))
        ),
        (#"{"type":"collected","batch":"b"}"#, .collected(batch: "b")),
        (#"{"type":"summary"}"#, .other),
        (#"{"type":"result"}"#, .other),
    ])
    func `Each kind of line is known`(line: String, expected: JournalEntry) {
        #expect(JournalEntry(Array(line.utf8)) == expected)
    }

    @Test
    func `A record of ours is read back`() {
        var response = ChatResponse(usage: Usage(input: 1, output: 2))
        response.usage?.cost = Usage.Cost(total: 0.25)
        let result = JSONOutput.result(7, .string("a"), response).line
        #expect(
            JournalEntry(Array(result.utf8)) == .result(line: 7, usage: JobUsage(input: 1, output: 2, cost: 0.25)))
        let failure = JSONOutput.failure(8, nil, LLMError(.timeout, "late")).line
        #expect(JournalEntry(Array(failure.utf8)) == .failure(line: 8, kind: "timeout"))
        let mark = JobMark(prefix: [1, 2], settings: "s")
        #expect(JournalEntry(Array(JSONOutput.job(mark).line.utf8)) == .job(mark))
    }

    @Test(arguments: 1..<46)
    func `A line that was torn anywhere is cut off, and the next one begins anew`(length: Int) async throws {
        try await withFolder { folder in
            let url = folder.appending(path: "o")
            let torn = Self.second.prefix(length)
            let state = try state(Self.first + "\n" + Self.second + "\n" + torn, at: url)
            #expect(state.settled.count == 1 && state.unreadable == 0)
            let text = try String(contentsOf: url, encoding: .utf8)
            #expect(text == Self.first + "\n" + Self.second + "\n" || length == Self.second.count)
        }
    }

    @Test
    func `A line that lacks its end alone is kept`() async throws {
        try await withFolder { folder in
            let url = folder.appending(path: "o")
            let state = try state(Self.first + "\n" + Self.second, at: url)
            #expect(state.settled.contains(3))
            let journal = try Journal(path: url.path, sync: .line)
            try journal.append(.collected("b"))
            #expect(
                try String(contentsOf: url, encoding: .utf8)
                    == Self.first + "\n" + Self.second + "\n" + #"{"type":"collected","batch":"b"}"# + "\n")
        }
    }

    @Test
    func `What cannot be read in the middle is passed over`() async throws {
        try await withFolder { folder in
            let state = try state(
                Self.first + "\n\u{0}\u{0}\u{0}\n" + Self.second + "\n", at: folder.appending(path: "o"))
            #expect(state.unreadable == 1 && state.settled.contains(3) && state.mark != nil)
        }
    }

    @Test
    func `Two processes cannot write the same output`() async throws {
        try await withFolder { folder in
            let path = folder.appending(path: "o").path
            let one = try Journal(path: path)
            let error = #expect(throws: LLMError.self) { try Journal(path: path) }
            #expect(error?.message.contains("another process") == true)
            withExtendedLifetime(one) {}
        }
    }

    @Test(arguments: [
        ("server", false, false), ("authentication", false, false), ("configuration", false, false),
        ("invalidRequest", false, true), ("invalidRequest", true, false),
    ])
    func `Failures that may heal are asked again`(kind: String, retriesFailed: Bool, isSettled: Bool) {
        var state = JournalState(retriesFailed: retriesFailed)
        state.add(.failure(line: 5, kind: kind))
        #expect(state.settled.contains(5) == isSettled)
        state.add(.result(line: 5, usage: JobUsage()))
        #expect(state.settled.contains(5))
    }

    @Test
    func `A batch is open until it is collected, an upload until there is a batch`() {
        let part = BatchPart(file: "f", batch: nil, lines: 1...9, offset: 0)
        var made = part
        made.batch = "b"
        var state = JournalState()
        state.add(.upload(part))
        #expect(state.openUploads == [part])
        state.add(.batch(made))
        #expect(state.openUploads.isEmpty && state.openBatches == [made])
        state.add(.collected(batch: "b"))
        #expect(state.openBatches.isEmpty)
    }

    @Test
    func `An input that has grown is the same one, another is not`() {
        let mark = JobMark(prefix: [1, 2, 3], settings: "")
        #expect(mark.matches(prefix: [1, 2, 3]) && mark.matches(prefix: [1, 2, 3, 4]))
        #expect(!mark.matches(prefix: [1, 2]) && !mark.matches(prefix: [1, 2, 4]))
    }

    @Test
    func `A million lines take a bit each`() {
        var set = LineSet()
        for line in 1...1_000_000 where line % 3 == 0 { set.insert(line) }
        set.insert(3)
        #expect(set.count == 333_333 && set.contains(999_999) && !set.contains(1_000_000) && !set.contains(9_000_000))
        set.remove(3)
        set.remove(4)
        #expect(!set.contains(3) && set.count == 333_332)
    }
}
