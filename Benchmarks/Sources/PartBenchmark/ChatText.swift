// Its variables are written once, before anything else runs.
@preconcurrency import ChatBytes

/// The chunks of the load server as an event stream without HTTP's framing.
enum ChatText {
    static let start = unframed(body(chat_start)[...])
    static let end = unframed(bytes(chat_end)[...])
    /// A whole answer in JSON.
    static let answer = body(chat_answer)

    /// How many chunks a lap has.
    static let chunksPerLap = rings * Int(CHAT_RING)
    /// How large pieces are that libcurl hands over when there is more to come.
    static let pieceSize = 16384
    private static let rings = 60

    /// Chunks, one behind the other.
    static let ring: [UInt8] = (0..<Int(CHAT_RING)).flatMap { chunk(at: $0) }
    /// The JSON of each.
    static let ringData = ring.split(separator: UInt8(ascii: "\n")).map { Array($0.dropFirst("data: ".utf8.count)) }
    /// So many of them that the pieces are cut in many places.
    static let lap = Array(repeatElement(ring, count: rings).joined())

    /// Bytes cut into pieces of a size, the last one shorter.
    static func pieces(of bytes: [UInt8], size: Int = pieceSize) -> [[UInt8]] {
        stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
    }

    private static func chunk(at index: Int) -> [UInt8] {
        withUnsafeBytes(of: chat_offsets) { offsets in
            let offsets = offsets.bindMemory(to: Int.self)
            return unframed(bytes(chat_ring)[offsets[index]..<offsets[index + 1]])
        }
    }

    private static func bytes(_ text: text) -> [UInt8] {
        Array(UnsafeRawBufferPointer(start: text.bytes, count: text.size))
    }

    private static func body(_ text: text) -> [UInt8] {
        let bytes = bytes(text)
        let end = bytes.indices.first { bytes[$0...].starts(with: "\r\n\r\n".utf8) } ?? 0
        return Array(bytes[(end + 4)...])
    }

    /// The data of HTTP's chunks; only their frames have a CR.
    private static func unframed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var rest = bytes
        var data: [UInt8] = []
        while let lineEnd = rest.firstIndex(of: UInt8(ascii: "\r")) {
            let size = Int(String(decoding: rest[..<lineEnd], as: UTF8.self), radix: 16) ?? 0
            rest = rest[(lineEnd + 2)...]
            data += rest.prefix(size)
            rest = rest.dropFirst(size + 2)
        }
        return data
    }
}
