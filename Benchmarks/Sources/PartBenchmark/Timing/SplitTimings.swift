import SecondOpinions
import ServerSentEvents

/// An event stream cut into pieces of one size, split by several hands.
struct SplitTimings {
    /// Up to 1 500, a packet; 16 384 is what libcurl hands over.
    private static let sizes = [1, 2, 3, 7, 16, 64, 256, 1500, ChatText.pieceSize]
    private static let megabyte = 1 << 20

    static func all() async throws -> [Timing] {
        var timings = [try await timing("split", "all at once", [ChatText.lap])]
        for size in sizes.reversed() {
            // As many arrays as the caches hold.
            let bytes = size < 64 ? ChatText.ring : ChatText.lap
            timings.append(try await timing("split", "\(size)", ChatText.pieces(of: bytes, size: size)))
        }
        for megabytes in [1, 4] {
            timings.append(try await timing("line", "\(megabytes)", ChatText.pieces(of: line(megabytes), size: 1500)))
        }
        return timings
    }

    /// One event of so many megabytes: whoever looks at a line again for each piece takes longer for each byte of it.
    private static func line(_ megabytes: Int) -> [UInt8] {
        Array("data: ".utf8) + Array(repeating: UInt8(ascii: "a"), count: megabytes * megabyte) + Array("\n\n".utf8)
    }

    private static func timing(_ part: String, _ detail: String, _ pieces: [[UInt8]]) async throws -> Timing {
        let size = pieces.reduce(0) { $0 + $1.count }
        let expected = inC(pieces, split_by_memchr)
        let ours = try inSwift(pieces)
        precondition(ours == expected && inC(pieces, split_by_table) == expected, "not the same events")
        return try await .compare(
            part, detail,
            [
                ("swift-bifrost", { try inSwift(pieces).events > 0 ? size : 0 }),
                ("C, memchr", { inC(pieces, split_by_memchr).events > 0 ? size : 0 }),
                ("C, table", { inC(pieces, split_by_table).events > 0 ? size : 0 }),
            ])
    }

    private struct Found: Equatable {
        var events = 0
        var bytes = 0
    }

    private static func inSwift(_ pieces: [[UInt8]]) throws -> Found {
        var parser = EventStreamParser()
        var found = Found()
        for piece in pieces {
            parser.append(piece)
            while try parser.advance() {
                found.events += 1
                found.bytes += parser.withCurrentEvent { _, data in data.count }
            }
        }
        return found
    }

    private static func inC(
        _ pieces: [[UInt8]], _ take: (UnsafeMutablePointer<split>?, UnsafePointer<CChar>?, Int) -> Void
    ) -> Found {
        var state = split()
        defer { split_free(&state) }
        for piece in pieces {
            piece.withUnsafeBytes { take(&state, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count) }
        }
        return Found(events: Int(state.events), bytes: Int(state.bytes))
    }
}
