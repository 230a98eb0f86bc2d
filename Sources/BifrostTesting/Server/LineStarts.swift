import Glibc

extension [UInt8] {
    /// Where lines begin with a mark.
    func lineStarts(with mark: [UInt8]) -> [Int] {
        var positions = starts(with: mark) ? [0] : []
        withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            var start = 0
            // Uploads are long: the search for line breaks is left to the C library.
            while let found = memchr(base + start, Int32(UInt8(ascii: "\n")), buffer.count - start) {
                start = UnsafeRawPointer(found) - base + 1
                if buffer.count - start >= mark.count, memcmp(base + start, mark, mark.count) == 0 {
                    positions.append(start)
                }
            }
        }
        return positions
    }
}
