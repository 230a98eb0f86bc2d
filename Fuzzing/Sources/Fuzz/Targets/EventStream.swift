import ServerSentEvents

extension FuzzTarget {
    /// The parser of event streams: against the standard's algorithm, and pieces against the whole.
    static let eventStream = FuzzTarget(name: "event-stream", vectors: "sse.json") { input in
        let whole = EventStreamParser.outcome(of: [input])
        expectEqual(whole, ReferenceParser.outcome(of: input), "the parser and the standard's algorithm")
        expectEqual(whole.events.map { [$0.type, $0.data] }, eventsInPlace(input), "events as values and in place")
        let narrow = EventStreamParser(maximumLineLength: 12, maximumEventLength: 16)
        let limited = EventStreamParser.outcome(of: [input], parser: narrow)
        for pieces in Cuts.all(input) {
            expectEqual(whole, EventStreamParser.outcome(of: pieces), "whole and in pieces")
            expectEqual(limited, EventStreamParser.outcome(of: pieces, parser: narrow), "limited, whole and in pieces")
        }
    }

    /// Type and data of each event, read where they lie.
    private static func eventsInPlace(_ input: [UInt8]) -> [[String]] {
        var parser = EventStreamParser()
        parser.append(input)
        var events: [[String]] = []
        while (try? parser.advance()) == true {
            events.append(parser.withCurrentEvent { type, data in [text(type), text(data)] })
        }
        return events
    }

    private static func text(_ bytes: Span<UInt8>) -> String {
        bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
