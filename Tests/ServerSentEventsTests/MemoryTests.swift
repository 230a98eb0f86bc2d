import Testing

@testable import ServerSentEvents

@Suite("A parser that waits")
struct MemoryTests {
    @Test(
        "keeps no memory for what it has read",
        arguments: ["data: 1\n\n", "data: 1\r\n\r\n", ": a heartbeat\n\n", "event: a\ndata: 1\ndata: 2\n\n"])
    func nothingKept(text: String) throws {
        var parser = EventStreamParser()
        parser.append(Array(text.utf8))
        while try parser.advance() {}
        #expect(parser.lines.buffer.capacity == 0)
    }

    @Test("keeps the lines of a block that is not whole")
    func blockKept() throws {
        var parser = EventStreamParser()
        parser.append(Array("data: 1\n".utf8))
        #expect(try !parser.advance())
        parser.append(Array("data: 2\n\n".utf8))
        #expect(try parser.next()?.data == "1\n2")
    }
}
