import Foundation

/// Bytes that tell their position, so that none can be lost, doubled or out of order unseen.
enum Pattern {
    private static let period = 251
    private static let block = Data((0..<(4096 * period)).map { UInt8($0 % period) })

    /// The first bytes of it.
    static func bytes(_ count: Int) -> [UInt8] {
        var data = Data(capacity: count + block.count)
        while data.count < count { data += block }
        return Array(data.prefix(count))
    }

    /// Whether bytes are those of the pattern from a position on.
    static func continues(_ bytes: [UInt8], at position: Int) -> Bool {
        let start = position % period
        return bytes.count <= block.count - period && Data(bytes) == block[start..<(start + bytes.count)]
    }
}
