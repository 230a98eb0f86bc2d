private import Glibc

extension Span<UInt8> {
    /// The offset of the first CR or LF at or after `start`, or the number of bytes when there is none.
    package func firstLineEnd(from start: Int) -> Int {
        firstLineEnd(from: start, firstLineFeed: first(ASCII.lineFeed, in: start..<count))
    }

    /// The same where the first LF at or after `start` is known; the number of bytes when there is none.
    @inline(__always)
    func firstLineEnd(from start: Int, firstLineFeed: Int) -> Int {
        first(ASCII.carriageReturn, in: start..<firstLineFeed)
    }

    /// The offset of the first such byte in a range, or the range's end when there is none.
    @inline(__always)
    func first(_ byte: UInt8, in range: Range<Int>) -> Int {
        // The C library's search knows the processor that it runs on.
        extracting(range).withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, let found = memchr(base, Int32(byte), bytes.count) else {
                return range.upperBound
            }
            return range.lowerBound + (UnsafeRawPointer(found) - base)
        }
    }

    /// Whether `data: ` stands at an offset.
    @inline(__always)
    func hasDataField(at start: Int) -> Bool {
        guard start + 8 <= count else { return false }
        let word = UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self))
        return word & 0xFFFF_FFFF_FFFF == 0x203A_6174_6164
    }
}

extension UInt8 {
    @inline(__always)
    var isLineEnd: Bool { self == ASCII.lineFeed || self == ASCII.carriageReturn }
}
