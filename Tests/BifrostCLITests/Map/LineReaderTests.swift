import Foundation
import TestSupport
import Testing

@testable import BifrostCLI

struct LineReaderTests {
    private func lines(_ text: String, maximumLength: Int = 100) throws -> [LineReader.Line] {
        let file = try TemporaryFile(Array(text.utf8))
        var reader = LineReader(try InputFile(path: file.path), maximumLength: maximumLength)
        var lines: [LineReader.Line] = []
        while let line = try reader.next() { lines.append(line) }
        return lines
    }

    @Test
    func `Lines have numbers, places and lengths, empty ones too`() throws {
        let lines = try lines("ab\n\nc\r\nlast")
        #expect(lines.map(\.number) == [1, 2, 3, 4])
        #expect(lines.map(\.offset) == [0, 3, 4, 7])
        #expect(lines.map(\.length) == [3, 1, 3, 4])
        #expect(lines.map { String(decoding: $0.bytes ?? [], as: UTF8.self) } == ["ab", "", "c\r", "last"])
        #expect(lines.map(\.isBlank) == [false, true, false, false])
    }

    @Test
    func `A line that is too long is told without its bytes`() throws {
        let lines = try lines("\(String(repeating: "x", count: 600_000))\nok\n", maximumLength: 10)
        #expect(lines.map { $0.bytes?.count } == [nil, 2])
        #expect(lines.map(\.offset) == [0, 600_001])
    }

    @Test
    func `The beginning can be looked at without taking it`() throws {
        let file = try TemporaryFile(Array("one\ntwo\n".utf8))
        var reader = LineReader(try InputFile(path: file.path))
        #expect(try reader.prefix(atLeast: 5, atMost: 5) == Array("one\nt".utf8))
        #expect(try reader.prefix(atLeast: 100, atMost: 100).count == 8)
        #expect(try reader.next()?.length == 4)
        #expect(try reader.next()?.bytes == Array("two".utf8))
        #expect(try reader.next() == nil)
    }

    @Test
    func `Reading goes on in the middle`() throws {
        let file = try TemporaryFile(Array("one\ntwo\nthree\n".utf8))
        let input = try InputFile(path: file.path)
        try input.seek(to: 4)
        var reader = LineReader(input, from: 4, number: 2)
        let line = try #require(try reader.next())
        #expect(line.number == 2 && line.offset == 4 && line.bytes == Array("two".utf8))
        #expect(try reader.next()?.offset == 8)
    }
}
