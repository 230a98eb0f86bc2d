import ServerSentEvents
import TestSupport
import Testing

@Suite("Random streams", .timeLimit(.minutes(5)))
struct RandomStreamTests {
    @Test("give what the standard's algorithm gives, however they are cut", arguments: 0..<8 as Range<UInt64>)
    func agreement(seed: UInt64) {
        var generator = SplitMix64(state: seed)
        for _ in 0..<400 {
            let stream = Self.stream(using: &generator)
            let chunks = Self.cut(stream, using: &generator)
            #expect(
                EventStreamParser.outcome(of: chunks) == ReferenceParser.outcome(of: stream),
                "\(String(decoding: stream, as: UTF8.self).debugDescription) cut in \(chunks.map(\.count))")
        }
    }

    private static let words: [[UInt8]] =
        ["data", "data:", "data: ", "event: ", "id", "id: ", "retry: ", ":", " ", "x", "42", "\0", "é", "\u{FEFF}"]
        .map { Array($0.utf8) } + [[0xFF], [0xE2, 0x82], Array(repeating: 0x79, count: 70)]

    private static let lineEnds: [[UInt8]] = [[0x0A], [0x0D], [0x0D, 0x0A], [0x0A, 0x0A], [0x0D, 0x0D]]

    private static func stream(using generator: inout SplitMix64) -> [UInt8] {
        (0..<Int.random(in: 0...60, using: &generator)).flatMap { _ in
            (Bool.random(using: &generator) ? words : lineEnds).randomElement(using: &generator) ?? []
        }
    }

    private static func cut(_ stream: [UInt8], using generator: inout SplitMix64) -> [ArraySlice<UInt8>] {
        var chunks: [ArraySlice<UInt8>] = []
        var rest = stream[...]
        while !rest.isEmpty {
            let length = Int.random(in: 0...min(40, rest.count), using: &generator)
            chunks.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return chunks
    }
}
