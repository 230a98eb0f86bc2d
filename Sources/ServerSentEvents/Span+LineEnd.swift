extension Span<UInt8> {
    /// The offset of the first CR or LF at or after `start`, or the number of bytes when there is none.
    package func firstLineEnd(from start: Int) -> Int {
        precondition(start >= 0)
        return withUnsafeBytes { $0.firstLineEnd(from: start) }
    }

    /// Whether `data: ` stands at an offset.
    func hasDataField(at start: Int) -> Bool {
        guard start + 8 <= count else { return false }
        let word = UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self))
        return word & 0xFFFF_FFFF_FFFF == 0x203A_6174_6164
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func firstLineEnd(from start: Int) -> Int {
        guard let base = baseAddress else { return count }
        // Two vectors are compared by one instruction; a vector and a scalar are compared by a generic function.
        let lineFeeds = SIMD16<UInt8>(repeating: ASCII.lineFeed)
        let carriageReturns = SIMD16<UInt8>(repeating: ASCII.carriageReturn)
        var offset = start
        while offset &+ 16 <= count {
            let bytes = base.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
            let matches = (bytes .== lineFeeds) .| (bytes .== carriageReturns)
            // Two words are tested faster than sixteen lanes; a lane that matches is all ones.
            let words = unsafeBitCast(matches, to: SIMD2<UInt64>.self)
            if words[0] | words[1] != 0 { return offset &+ Self.firstMatch(in: words) }
            offset &+= 16
        }
        while offset < count, !base.load(fromByteOffset: offset, as: UInt8.self).isLineEnd { offset &+= 1 }
        return offset
    }

    private static func firstMatch(in words: SIMD2<UInt64>) -> Int {
        words[0] != 0
            ? words[0].littleEndian.trailingZeroBitCount / 8
            : 8 &+ words[1].littleEndian.trailingZeroBitCount / 8
    }
}

extension UInt8 {
    fileprivate var isLineEnd: Bool { self == ASCII.lineFeed || self == ASCII.carriageReturn }
}
