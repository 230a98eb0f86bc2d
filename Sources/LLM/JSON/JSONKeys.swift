/// The keys that a reader of an object knows, found by their bytes without making a string.
package struct JSONKeys<Key: RawRepresentable<String> & CaseIterable & Sendable>: Sendable {
    /// A name's length with its first and its last eight bytes: up to sixteen bytes, that is the whole name.
    @usableFromInline
    struct Print: Equatable, Sendable {
        @usableFromInline let count: Int
        @usableFromInline let head: UInt64
        @usableFromInline let tail: UInt64

        @inlinable
        init(_ range: Range<Int>, in bytes: Span<UInt8>) {
            count = range.count
            head = bytes.word(at: range.lowerBound, count: min(count, 8))
            tail = count > 8 ? bytes.word(at: range.upperBound - 8, count: 8) : 0
        }
    }

    @usableFromInline let prints: [Print]
    @usableFromInline let names: [[UInt8]]
    @usableFromInline let keys: [Key]

    package init() {
        keys = Array(Key.allCases)
        names = keys.map { Array($0.rawValue.utf8) }
        prints = names.map { Print(0..<$0.count, in: $0.span) }
    }

    /// The key that a text is; nil for one that is not known.
    @inlinable
    package func key(for text: JSONText, in bytes: Span<UInt8>) -> Key? {
        guard !text.isEscaped else {
            let name = text.unescaped(in: bytes)
            return names.firstIndex(of: name).map { keys[$0] }
        }
        let print = Print(text.range, in: bytes)
        for position in prints.indices where prints[position] == print {
            if print.count <= 16 || bytes.matches(names[position], at: text.range.lowerBound) { return keys[position] }
        }
        return nil
    }
}

extension Span<UInt8> {
    /// Up to eight bytes as a number, the first one lowest.
    @inlinable
    package func word(at offset: Int, count: Int) -> UInt64 {
        if offset + 8 <= self.count {
            let word = UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
            return count == 8 ? word : word & (1 << UInt64(count * 8) - 1)
        }
        var word: UInt64 = 0
        for position in 0..<count { word |= UInt64(self[offset + position]) << UInt64(position * 8) }
        return word
    }

    /// Whether these very bytes stand at an offset.
    @inlinable
    package func matches(_ other: [UInt8], at offset: Int) -> Bool {
        guard offset + other.count <= count else { return false }
        let span = other.span
        var position = 0
        while position + 8 <= other.count {
            guard word(at: offset + position, count: 8) == span.word(at: position, count: 8) else { return false }
            position += 8
        }
        let rest = other.count - position
        return word(at: offset + position, count: rest) == span.word(at: position, count: rest)
    }
}
