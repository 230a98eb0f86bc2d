/// A body on its way to libcurl: what of it is in memory, and what is to be read next; no I/O.
struct Upload: Sendable {
    /// A part of the body.
    enum Piece: Sendable {
        case bytes([UInt8])
        case file(BodyFile)

        var size: Int {
            switch self {
            case .bytes(let bytes): bytes.count
            case .file(let file): file.size
            }
        }
    }

    /// A block of a file that is to be read.
    struct Read: Sendable {
        var file: BodyFile
        var offset: Int
        var count: Int
    }

    /// How much of a file is read at once.
    static let blockSize = 128 << 10
    /// How many blocks there are at most: one is sent while the next is read.
    static let maximumBlocks = 2

    /// Bytes of the whole body.
    let size: Int
    /// Bytes that libcurl has not taken.
    private(set) var left: Int
    /// What is not in memory, or not in its turn.
    private var pieces: ArraySlice<Piece>
    /// How much of the first piece, a file, was read or is being read.
    private var offset = 0
    private var isReading = false
    /// What libcurl takes from.
    private var front: ArraySlice<UInt8> = []
    private var ready = Queue<[UInt8]>()

    /// A body of these pieces; nil when their size cannot be counted.
    init?(_ pieces: [Piece]) {
        var size = 0
        for piece in pieces {
            let (sum, isTooLarge) = size.addingReportingOverflow(piece.size)
            if isTooLarge { return nil }
            size = sum
        }
        self.size = size
        self.left = size
        self.pieces = pieces.filter { $0.size > 0 }[...]
    }

    /// Bytes that are in memory and were not taken.
    var buffered: Int { front.count + ready.all.reduce(0) { $0 + $1.count } }

    private var blocks: Int { (front.isEmpty ? 0 : 1) + ready.count + (isReading ? 1 : 0) }

    /// Copies the next bytes; returns how many, zero at the end, and nil when a block must be read first.
    mutating func take(into space: UnsafeMutableRawBufferPointer) -> Int? {
        stageBytes()
        if front.isEmpty, let next = ready.popFirst() { front = next[...] }
        guard !front.isEmpty else { return left == 0 ? 0 : nil }
        let bytes = front.prefix(space.count)
        unsafe space.copyBytes(from: bytes)
        front = front.dropFirst(bytes.count)
        // A slice keeps the whole block alive.
        if front.isEmpty { front = [] }
        left -= bytes.count
        return bytes.count
    }

    /// What is to be read now, for ``blockRead(_:)``; nil when there is enough in memory or nothing left to read.
    mutating func nextRead() -> Read? {
        guard !isReading else { return nil }
        stageBytes()
        guard blocks < Self.maximumBlocks, case .file(let file)? = pieces.first else { return nil }
        isReading = true
        return Read(file: file, offset: offset, count: min(Self.blockSize, file.size - offset))
    }

    /// The block that ``nextRead()`` asked for is there.
    mutating func blockRead(_ block: [UInt8]) {
        isReading = false
        ready.append(block)
        offset += block.count
        guard offset == pieces.first?.size else { return }
        pieces.removeFirst()
        offset = 0
    }

    /// Bytes in memory whose turn has come.
    private mutating func stageBytes() {
        while blocks < Self.maximumBlocks, case .bytes(let bytes)? = pieces.first {
            ready.append(bytes)
            pieces.removeFirst()
        }
    }
}
