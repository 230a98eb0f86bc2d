import ServerSentEvents
import Testing

/// A stream and what must come of it, however it is cut.
struct EventStreamCase: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let outcome: Outcome

    var testDescription: String { name }

    init(
        _ name: String, _ text: String, _ events: [ServerSentEvent], id: String = "", reconnectionTime: Int? = nil
    ) {
        self.init(name, bytes: Array(text.utf8), events, id: id, reconnectionTime: reconnectionTime)
    }

    init(
        _ name: String, bytes: [UInt8], _ events: [ServerSentEvent], id: String = "", reconnectionTime: Int? = nil
    ) {
        self.name = name
        self.bytes = bytes
        outcome = Outcome(events: events, lastEventID: id, reconnectionTime: reconnectionTime)
    }

    func expectForEveryCutting() {
        for chunks in Cutting.all(bytes) {
            #expect(EventStreamParser.outcome(of: chunks) == outcome, "cut in \(chunks.map(\.count))")
        }
    }
}

func event(_ data: String, type: String = "message", id: String = "", retry: Int? = nil) -> ServerSentEvent {
    ServerSentEvent(type: type, data: data, id: id, retry: retry)
}
