/// The names of an object's members that a reader knows, found by their bytes without making a string.
///
/// It is not generic, so that no other module has to specialize it to be fast.
package struct JSONNames: Sendable {
    /// A name's length with its first and its last eight bytes: up to sixteen bytes, that is the whole name.
    private struct Print: Equatable {
        let count: Int
        let head: UInt64
        let tail: UInt64

        init(_ range: Range<Int>, in bytes: Span<UInt8>) {
            count = range.count
            head = bytes.word(at: range.lowerBound, count: min(count, 8))
            tail = count > 8 ? bytes.word(at: range.upperBound - 8, count: 8) : 0
        }
    }

    private let prints: [Print]
    private let names: [[UInt8]]

    package init(_ names: [String]) {
        self.names = names.map { Array($0.utf8) }
        prints = self.names.map { Print(0..<$0.count, in: $0.span) }
    }

    /// Where the text stands among the names; nil when it does not.
    package func position(of text: JSONText, in bytes: Span<UInt8>) -> Int? {
        guard !text.isEscaped else { return names.firstIndex(of: text.unescaped(in: bytes)) }
        let print = Print(text.range, in: bytes)
        for position in prints.indices where prints[position] == print {
            if print.count <= 16 || bytes.matches(names[position], at: text.range.lowerBound) { return position }
        }
        return nil
    }
}

extension Span<UInt8> {
    /// Up to eight bytes as a number, the first one lowest.
    @inline(__always)
    fileprivate func word(at offset: Int, count: Int) -> UInt64 {
        if offset + 8 <= self.count {
            let word = UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
            return count == 8 ? word : word & (1 << UInt64(count * 8) - 1)
        }
        var word: UInt64 = 0
        for position in 0..<count { word |= UInt64(self[offset + position]) << UInt64(position * 8) }
        return word
    }

    /// Whether these very bytes stand at an offset.
    package func matches(_ other: [UInt8], at offset: Int) -> Bool {
        guard offset + other.count <= count else { return false }
        let span = other.span
        var position = 0
        while position &+ 16 <= other.count {
            let ours = bytes.unsafeLoadUnaligned(fromByteOffset: offset &+ position, as: SIMD2<UInt64>.self)
            let theirs = span.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: SIMD2<UInt64>.self)
            let differences = ours ^ theirs
            guard differences[0] | differences[1] == 0 else { return false }
            position &+= 16
        }
        if position + 8 <= other.count {
            guard word(at: offset + position, count: 8) == span.word(at: position, count: 8) else { return false }
            position += 8
        }
        let rest = other.count - position
        return word(at: offset + position, count: rest) == span.word(at: position, count: rest)
    }
}
