import ServerSentEvents

/// All that a parser makes of a stream.
struct Outcome: Equatable {
    var events: [ServerSentEvent] = []
    var error: EventStreamError?
    var lastEventID = ""
    var reconnectionTime: Int?
}

extension EventStreamParser {
    /// Parses a whole stream that arrives in these pieces, taking what there is after each.
    static func outcome(
        of chunks: some Sequence<some Collection<UInt8>>, parser: EventStreamParser = EventStreamParser()
    ) -> Outcome {
        var parser = parser
        var outcome = Outcome()
        do throws(EventStreamError) {
            for chunk in chunks {
                parser.append(Array(chunk))
                while let event = try parser.next() { outcome.events.append(event) }
            }
        } catch {
            outcome.error = error
        }
        outcome.lastEventID = parser.lastEventID
        outcome.reconnectionTime = parser.reconnectionTime
        return outcome
    }
}

/// The ways of cutting a stream that every test goes through.
enum Cutting {
    static func whole(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] { [bytes[...]] }

    static func singleBytes(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] { bytes.indices.map { bytes[$0...$0] } }

    static func withEmptyPieces(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        [[]] + singleBytes(bytes).flatMap { [$0, []] }
    }

    static func pieces(of size: Int, _ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        stride(from: 0, to: bytes.count, by: size).map { bytes[$0..<min($0 + size, bytes.count)] }
    }

    /// Every cut in two; for long inputs those near the ends and some between, since all would take quadratic time.
    static func inTwo(_ bytes: [UInt8]) -> [[ArraySlice<UInt8>]] {
        let all = 0...bytes.count
        let step = max(1, bytes.count / 64)
        let cuts = bytes.count <= 4096 ? Array(all) : all.filter { $0 < 64 || bytes.count - $0 < 64 || $0 % step == 0 }
        return cuts.map { [bytes[..<$0], bytes[$0...]] }
    }

    static func all(_ bytes: [UInt8]) -> [[ArraySlice<UInt8>]] {
        [whole(bytes), singleBytes(bytes), withEmptyPieces(bytes), pieces(of: 7, bytes)] + inTwo(bytes)
    }
}
