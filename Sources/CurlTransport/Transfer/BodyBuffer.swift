/// The bytes of one transfer that have arrived and were not read yet, in pieces as they came.
///
/// What bounds it is the transfer's high-water mark: the loop takes nothing more above it.
struct BodyBuffer {
    /// Small pieces are joined up to this size, so that a slow reader does not hold thousands of them.
    private static let pieceSize = 16 << 10

    private var pieces = Queue<[UInt8]>()
    /// Bytes that were not read yet.
    private(set) var count = 0

    mutating func append(_ bytes: [UInt8]) {
        count += bytes.count
        let joined = pieces.withLast { last in
            guard last.count + bytes.count <= Self.pieceSize else { return false }
            last += bytes
            return true
        }
        if joined != true { pieces.append(bytes) }
    }

    /// The oldest piece; nil when all is read.
    mutating func popFirst() -> [UInt8]? {
        guard let piece = pieces.popFirst() else { return nil }
        count -= piece.count
        return piece
    }
}
