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

    @Test("copies that come one by one are joined, and a large one stays whole")
    func copies() {
        var buffer = BodyBuffer(expecting: 1000)
        var all: [UInt8] = []
        for size in Array(repeating: 280, count: 100) + [40_000, 1, 1] {
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: all.count + $0) }
            bytes.withUnsafeBytes { buffer.append($0) }
            all += bytes
        }
        #expect(buffer.count == all.count)
        var pieces: [[UInt8]] = []
        while let piece = buffer.popFirst() { pieces.append(piece) }
        #expect(Array(pieces.joined()) == all)
        #expect(pieces.count == 4 && pieces[0].count > 16_000 && pieces[2].count == 40_000)
        #expect(buffer.popFirst() == nil)
    }

    @Test("what another buffer has comes behind what is there")
    func append() {
        var buffer = BodyBuffer([1])
        buffer.append(BodyBuffer())
        buffer.append(BodyBuffer([2, 3]))
        #expect(buffer.count == 3 && buffer.popFirst() == [1, 2, 3] && buffer.popFirst() == nil)
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
