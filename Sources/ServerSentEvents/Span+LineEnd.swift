extension Span<UInt8> {
    /// The offset of the first CR or LF at or after `start`, or the number of bytes when there is none.
    package func firstLineEnd(from start: Int) -> Int {
        precondition(start >= 0)
        return withUnsafeBytes { $0.firstLineEnd(from: start) }
    }

    /// Whether `data: ` stands at an offset.
    @inline(__always)
    func hasDataField(at start: Int) -> Bool {
        guard start + 8 <= count else { return false }
        let word = UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self))
        return word & 0xFFFF_FFFF_FFFF == 0x203A_6174_6164
    }
}

extension UnsafeRawBufferPointer {
    /// A text seldom has bytes as low as those that end a line, and looking for low ones takes one comparison.
    fileprivate func firstLineEnd(from start: Int) -> Int {
        var offset = firstLow(from: start)
        while offset < count, !self[offset].isLineEnd { offset = firstLow(from: offset &+ 1) }
        return offset
    }

    /// The offset of the first byte that is not greater than CR.
    @inline(__always)
    private func firstLow(from start: Int) -> Int {
        guard let base = baseAddress else { return count }
        // A vector and a scalar are compared by a generic function.
        let greatest = SIMD64<UInt8>(repeating: ASCII.carriageReturn)
        var offset = start
        while offset &+ 64 <= count {
            let bytes = base.loadUnaligned(fromByteOffset: offset, as: SIMD64<UInt8>.self)
            let low = unsafeBitCast(bytes .<= greatest, to: SIMD8<UInt64>.self)
            if low.hasBits { return offset &+ low.firstMatch }
            offset &+= 64
        }
        while offset < count, base.load(fromByteOffset: offset, as: UInt8.self) > ASCII.carriageReturn {
            offset &+= 1
        }
        return offset
    }
}

/// The lanes of a comparison, eight to a word: one that matches is all ones.
extension SIMD8<UInt64> {
    @inline(__always)
    fileprivate var hasBits: Bool {
        let four = lowHalf | highHalf
        let two = four.lowHalf | four.highHalf
        return two[0] | two[1] != 0
    }

    /// Only where there is one.
    @inline(__always)
    fileprivate var firstMatch: Int {
        // Without branches: nobody can foretell where in its vectors a line ends.
        var word = 0
        var seen = self[0]
        for next in 1..<8 {
            word &+= seen == 0 ? 1 : 0
            seen |= self[next]
        }
        return word &* 8 &+ self[word].littleEndian.trailingZeroBitCount / 8
    }
}

extension UInt8 {
    @inline(__always)
    var isLineEnd: Bool { self == ASCII.lineFeed || self == ASCII.carriageReturn }
}
