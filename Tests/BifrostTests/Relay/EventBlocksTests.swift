import Testing

@testable import Bifrost

/// Where an event stream may be cut.
struct EventBlocksTests {
    private func blocks(_ text: String) -> (blocks: [String], rest: String) {
        var cutter = EventBlocks()
        var blocks: [String] = []
        cutter.append(Array(text.utf8))
        while let block = cutter.next() { blocks.append(String(decoding: block, as: UTF8.self)) }
        return (blocks, String(decoding: cutter.rest, as: UTF8.self))
    }

    @Test(arguments: ["\n", "\r", "\r\n"])
    func cutsBehindABlankLine(_ end: String) {
        let first = "event: a\(end)data: 1\(end)\(end)"
        let second = "data: 2\(end): a comment within\(end)\(end)"
        let result = blocks(first + second + "data: 3\(end)")
        #expect(result.blocks == [first, second])
        #expect(result.rest == "data: 3\(end)")
    }

    @Test func cutsBehindACommentBetweenEvents() {
        let result = blocks(": one\n:two\ndata: 1\n:three\n\n")
        #expect(result.blocks == [": one\n", ":two\n", "data: 1\n:three\n\n"])
        #expect(result.rest.isEmpty)
    }

    @Test func losesNothingHoweverItIsCut() {
        let bytes = Array(": c\r\ndata: 1\r\n\r\n\r\rdata: 2\n\r\n:d\n\ndata: 3".utf8)
        for cut in 0...bytes.count {
            var cutter = EventBlocks()
            var all: [UInt8] = []
            for piece in [bytes[..<cut], bytes[cut...]] {
                cutter.append(Array(piece))
                while let block = cutter.next() { all += block }
            }
            #expect(all + cutter.takeRest() == bytes, "cut at \(cut)")
        }
    }
}
