import Foundation
import HTTPTransport
import Testing

/// A body in which each byte tells its position, so that none can be lost, doubled or out of order unseen.
enum Pattern {
    private static let period = 251
    private static let block = Data((0..<(4096 * period)).map { UInt8($0 % period) })

    /// How many bytes a test of many carries.
    ///
    /// `BIFROST_TEST_GIGABYTES` is what all such tests carry together; without it they carry 0.8 GB.
    static func amount(_ usual: Int) -> Int {
        let all = ProcessInfo.processInfo.environment["BIFROST_TEST_GIGABYTES"].flatMap { Int($0) }
        return all.map { usual * $0 * 5 / 4 } ?? usual
    }

    /// The first bytes of it.
    static func bytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8($0 % period) } }

    /// Reads a body and checks each byte; returns how many there were.
    static func read(_ body: HTTPBody) async throws -> Int {
        var count = 0
        while let bytes = try await body.read() {
            try #require(continues(bytes, at: count))
            count += bytes.count
            await Task.yield()
        }
        return count
    }

    /// Whether bytes are those of the pattern from a position on.
    static func continues(_ bytes: [UInt8], at position: Int) -> Bool {
        let start = position % period
        guard bytes.count <= block.count - period else { return false }
        return Data(bytes) == block[start..<(start + bytes.count)]
    }
}
