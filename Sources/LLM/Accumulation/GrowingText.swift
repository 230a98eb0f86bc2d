/// A text that grows piece by piece: adding a short piece to bytes costs half as much as adding it to a string.
struct GrowingText: Sendable {
    private var bytes: [UInt8] = []

    var isEmpty: Bool { bytes.isEmpty }

    /// Bytes in UTF-8.
    var count: Int { bytes.count }

    var string: String { String(decoding: bytes, as: UTF8.self) }

    static func += (text: inout Self, piece: String) {
        var piece = piece
        piece.withUTF8 { text.bytes.append(contentsOf: $0) }
    }
}
