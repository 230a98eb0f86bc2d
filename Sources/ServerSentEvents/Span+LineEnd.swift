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
        var offset = start
        while offset &+ 64 <= count {
            let block = Block(base + offset)
            if block.hasLow { return offset &+ block.firstLow }
            offset &+= 64
        }
        while offset < count, base.load(fromByteOffset: offset, as: UInt8.self) > ASCII.carriageReturn {
            offset &+= 1
        }
        return offset
    }
}

/// 64 bytes in four vectors.
private struct Block {
    typealias Vector = SIMD16<UInt8>

    private let address: UnsafeRawPointer

    @inline(__always)
    init(_ address: UnsafeRawPointer) { self.address = address }

    @inline(__always)
    private func vector(_ index: Int) -> Vector {
        address.loadUnaligned(fromByteOffset: index &* 16, as: Vector.self)
    }

    /// Whether a byte is not greater than CR; the least of each four tells.
    @inline(__always)
    var hasLow: Bool {
        let least = vector(0).least(vector(1)).least(vector(2).least(vector(3)))
        return least.low.hasBits
    }

    /// Only where there is one.
    @inline(__always)
    var firstLow: Int {
        // Without branches: nobody can foretell where in its vectors a line ends.
        let (first, second, third) = (vector(0).low.isClear, vector(1).low.isClear, vector(2).low.isClear)
        let index = first &+ (first & second) &+ (first & second & third)
        let low = vector(index).low
        let isInFirstWord = low[0] != 0
        let word = isInFirstWord ? low[0] : low[1]
        return index &* 16 &+ (isInFirstWord ? 0 : 8) &+ word.littleEndian.trailingZeroBitCount / 8
    }
}

extension SIMD16<UInt8> {
    @inline(__always)
    fileprivate func least(_ other: Self) -> Self { replacing(with: other, where: other .< self) }

    /// All ones where a byte is not greater than CR, eight bytes to a word.
    @inline(__always)
    fileprivate var low: SIMD2<UInt64> {
        // A vector and a scalar are compared by a generic function.
        unsafeBitCast(self .<= SIMD16(repeating: ASCII.carriageReturn), to: SIMD2<UInt64>.self)
    }
}

extension SIMD2<UInt64> {
    @inline(__always)
    fileprivate var hasBits: Bool { self[0] | self[1] != 0 }

    /// 1 where no bit is set, else 0.
    @inline(__always)
    fileprivate var isClear: Int { hasBits ? 0 : 1 }
}

extension UInt8 {
    @inline(__always)
    var isLineEnd: Bool { self == ASCII.lineFeed || self == ASCII.carriageReturn }
}
