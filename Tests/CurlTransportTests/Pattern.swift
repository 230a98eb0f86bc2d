import Foundation

/// Bytes that tell their position, so that none can be lost, doubled or out of order unseen.
enum Pattern {
    private static let period = 251
    private static let block = (0..<(4096 * period)).map { UInt8($0 % period) }

    /// The first bytes of it.
    static func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + block.count)
        while bytes.count < count { bytes += block }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// Whether bytes are those of the pattern from a position on.
    static func continues(_ bytes: [UInt8], at position: Int) -> Bool {
        let start = position % period
        guard bytes.count <= block.count - period else { return false }
        // Data is compared as memory; arrays are element by element where nothing is optimised.
        return Data(bytes) == Data(block[start..<(start + bytes.count)])
    }
}
