import ServerSentEvents
import TestSupport
import Testing

/// One entry of `sse.json`, typed.
struct EventStreamVector: Sendable, CustomTestStringConvertible {
    struct Event: Sendable {
        let type: ExpectedText
        let data: ExpectedText
        let id: ExpectedText
        let retry: Int?
    }

    struct Malformed: Error {
        let name: String
    }

    let name: String
    let input: [UInt8]
    let events: [Event]
    let lastEventID: ExpectedText
    let reconnectionTime: Int?
    let ignoresRetry: Bool

    var testDescription: String { name }

    static func all() throws -> [EventStreamVector] { try Vectors.load("sse.json").map(EventStreamVector.init) }

    init(entry: [String: Any]) throws {
        name = entry["name"] as? String ?? "(no name)"
        input = Vectors.input(of: entry)
        guard let expect = entry["expect"] as? [String: Any], let events = expect["events"] as? [[String: Any]],
            let lastEventID = ExpectedText(expect["lastEventId"])
        else { throw Malformed(name: name) }
        self.events = try events.map { [name] in try Event(entry: $0, vector: name) }
        self.lastEventID = lastEventID
        reconnectionTime = expect["reconnectMs"] as? Int
        ignoresRetry = (entry["ignore_retry"] ?? expect["ignore_retry"]) as? Bool ?? false
    }

    /// What is wrong with a parse of the input, or nothing.
    func discrepancies(in outcome: Outcome) -> [String] {
        var found: [String] = []
        if let error = outcome.error { found.append("failed: \(error)") }
        if outcome.events.count != events.count { found.append("\(outcome.events.count) events, not \(events.count)") }
        for (index, (expected, event)) in zip(events, outcome.events).enumerated() {
            found += expected.discrepancies(in: event, ignoresRetry: ignoresRetry).map { "event \(index): \($0)" }
        }
        if !lastEventID.matches(outcome.lastEventID) { found.append("last event id \(outcome.lastEventID)") }
        if !ignoresRetry, outcome.reconnectionTime != reconnectionTime {
            found.append("reconnection time \(String(describing: outcome.reconnectionTime))")
        }
        return found
    }
}

extension EventStreamVector.Event {
    fileprivate init(entry: [String: Any], vector: String) throws {
        guard let type = ExpectedText(entry["event"]), let id = ExpectedText(entry["id"]),
            let data = Self.data(of: entry)
        else { throw EventStreamVector.Malformed(name: vector) }
        self.init(type: type, data: data, id: id, retry: entry["retry"] as? Int)
    }

    private static func data(of entry: [String: Any]) -> ExpectedText? {
        if let length = entry["data_len"] as? Int, let digest = entry["data_sha256"] as? String {
            return .digest(length: length, sha256: digest)
        }
        return ExpectedText(entry["data"])
    }

    fileprivate func discrepancies(in event: ServerSentEvent, ignoresRetry: Bool) -> [String] {
        var found: [String] = []
        if !type.matches(event.type) { found.append("type \(event.type)") }
        if !data.matches(event.data) { found.append("data \(event.data.prefix(80))") }
        if !id.matches(event.id) { found.append("id \(event.id)") }
        if !ignoresRetry, event.retry != retry { found.append("retry \(String(describing: event.retry))") }
        return found
    }
}
