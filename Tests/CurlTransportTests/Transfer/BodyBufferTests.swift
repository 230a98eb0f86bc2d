import Testing

@testable import CurlTransport

@Suite("Bytes between loop and reader")
struct BodyBufferTests {
    @Test("what goes in comes out, in order, in few pieces")
    func order() {
        var buffer = BodyBuffer()
        var all: [UInt8] = []
        for size in [1, 5000, 12_000, 17_000, 3, 3] {
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: all.count + $0) }
            buffer.append(BodyBuffer(bytes))
            all += bytes
        }
        #expect(buffer.count == all.count)
        var pieces: [[UInt8]] = []
        while let piece = buffer.popFirst() { pieces.append(piece) }
        #expect(Array(pieces.joined()) == all)
        #expect(pieces.count == 4)
        #expect(buffer.count == 0)
    }

    @Test("a queue gives its elements back in order while others are added")
    func queue() {
        var queue = Queue<Int>()
        var expected = 0
        for number in 0..<1000 {
            queue.append(number)
            if number % 3 != 0 {
                #expect(queue.popFirst() == expected)
                expected += 1
            }
        }
        while let next = queue.popFirst() {
            #expect(next == expected)
            expected += 1
        }
        #expect(expected == 1000 && queue.isEmpty)
    }
}
