import ServerSentEvents

extension JSONOutput {
    /// The line of a server-sent event.
    static func event(_ event: ServerSentEvent) -> JSONOutput {
        var fields = [
            Field(key: "event", value: .string(event.type)),
            Field(key: "data", value: .string(event.data)),
            Field(key: "id", value: .string(event.id)),
        ]
        if let retry = event.retry { fields.append(Field(key: "retry", value: .integer(retry))) }
        return .object(fields)
    }

    /// The line after the last event.
    static func end(of parser: EventStreamParser) -> JSONOutput {
        ["lastEventId": .string(parser.lastEventID), "reconnectMs": .integer(parser.reconnectionTime)]
    }
}
