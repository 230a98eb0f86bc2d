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
        matches(other.span, 0..<other.count, at: offset)
    }

    /// Whether what is in a range of other bytes stands at an offset.
    package func matches(_ other: Span<UInt8>, _ range: Range<Int>, at offset: Int) -> Bool {
        precondition(range.upperBound <= other.count)
        guard offset >= 0, offset + range.count <= count else { return false }
        return withUnsafeBytes { ours in
            other.withUnsafeBytes { theirs in
                ours.matches(theirs, range, at: offset)
            }
        }
    }
}

extension UnsafeRawBufferPointer {
    /// Whether what is in a range of other bytes stands at an offset; both ranges were checked.
    fileprivate func matches(_ other: Self, _ range: Range<Int>, at offset: Int) -> Bool {
        guard let ours = baseAddress?.advanced(by: offset),
            let theirs = other.baseAddress?.advanced(by: range.lowerBound)
        else { return range.isEmpty }
        func differences(at position: Int) -> UInt64 {
            ours.loadUnaligned(fromByteOffset: position, as: UInt64.self)
                ^ theirs.loadUnaligned(fromByteOffset: position, as: UInt64.self)
        }
        func wideDifferences(at position: Int) -> SIMD2<UInt64> {
            ours.loadUnaligned(fromByteOffset: position, as: SIMD2<UInt64>.self)
                ^ theirs.loadUnaligned(fromByteOffset: position, as: SIMD2<UInt64>.self)
        }
        func isZero(_ differences: SIMD2<UInt64>) -> Bool { differences[0] | differences[1] == 0 }
        let count = range.count
        var position = 0
        while position &+ 64 <= count {
            let first = wideDifferences(at: position) | wideDifferences(at: position &+ 16)
            let second = wideDifferences(at: position &+ 32) | wideDifferences(at: position &+ 48)
            guard isZero(first | second) else { return false }
            position &+= 64
        }
        while position &+ 16 <= count {
            guard isZero(wideDifferences(at: position)) else { return false }
            position &+= 16
        }
        // The last bytes once more with those in front of them, rather than one by one.
        if position < count, count >= 16 { return isZero(wideDifferences(at: count &- 16)) }
        if position &+ 8 <= count {
            guard differences(at: position) == 0 else { return false }
            position &+= 8
        }
        if position < count, count >= 8 { return differences(at: count &- 8) == 0 }
        while position < count {
            let ours = ours.load(fromByteOffset: position, as: UInt8.self)
            guard ours == theirs.load(fromByteOffset: position, as: UInt8.self) else { return false }
            position &+= 1
        }
        return true
    }
}
