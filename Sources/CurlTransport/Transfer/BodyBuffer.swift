/// Bytes of one transfer that nobody has read yet, in pieces.
///
/// What bounds it is the transfer's high-water mark: the loop takes nothing more above it.
@safe
struct BodyBuffer: Sendable {
    /// Small pieces are joined up to this size, so that a slow reader does not hold thousands of them; a larger one
    /// would be grown by copying it, in memory that no cache holds any more when it is read.
    private static let pieceSize = 16 << 10

    /// The oldest piece, here because there is seldom another.
    private var first: [UInt8]
    private var others = Queue<[UInt8]>()
    /// How many bytes there are.
    private(set) var count: Int
    /// How large the first piece is made.
    private var expected = 0

    /// An empty buffer for about so many bytes.
    init(expecting expected: Int) {
        self.init()
        self.expected = min(expected, Self.pieceSize)
    }

    init(_ bytes: [UInt8] = []) {
        first = bytes
        count = bytes.count
    }

    /// Appends a copy of the bytes.
    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        count += bytes.count
        let expected = expected
        let isAdded = withLast { last in
            guard last.count + bytes.count <= Self.pieceSize else { return false }
            Self.makeRoom(for: bytes.count, expecting: expected, in: &last)
            unsafe last.append(contentsOf: bytes)
            return true
        }
        if !isAdded {
            var piece: [UInt8] = []
            piece.reserveCapacity(max(Self.pieceSize, bytes.count))
            unsafe piece.append(contentsOf: bytes)
            appendPiece(piece)
        }
    }

    /// Appends what another buffer has.
    mutating func append(_ other: consuming BodyBuffer) {
        if count == 0 {
            self = other
            return
        }
        while let piece = other.popFirst() { append(piece) }
    }

    /// The oldest piece; nil when all is read.
    mutating func popFirst() -> [UInt8]? {
        guard count > 0 else { return nil }
        var piece = others.popFirst() ?? []
        swap(&piece, &first)
        count -= piece.count
        return piece
    }

    private mutating func append(_ piece: [UInt8]) {
        count += piece.count
        let isAdded = withLast { last in
            guard last.count + piece.count <= Self.pieceSize else { return false }
            last += piece
            return true
        }
        if !isAdded { appendPiece(piece) }
    }

    private mutating func withLast(_ body: (inout [UInt8]) -> Bool) -> Bool {
        others.withLast(body) ?? body(&first)
    }

    private mutating func appendPiece(_ piece: [UInt8]) {
        if first.isEmpty { first = piece } else { others.append(piece) }
    }

    /// A piece that has grown once is likely to be filled.
    private static func makeRoom(for count: Int, expecting expected: Int, in piece: inout [UInt8]) {
        guard piece.capacity - piece.count < count else { return }
        let wanted = piece.isEmpty ? expected : 4 * piece.count
        piece.reserveCapacity(max(min(wanted, pieceSize), piece.count + count))
    }
}
