/// The events of a streamed response, each as the steps that send it.
struct ResponsesEvents: Sendable {
    private let rendering: ResponsesRendering

    init(_ rendering: ResponsesRendering) { self.rendering = rendering }

    /// One list of steps for each event; there is no `[DONE]`.
    var units: [[Reply.Step]] {
        let events = beginning + rendering.items.enumerated().flatMap { $1.events(at: $0) } + [end]
        return events.enumerated().map { number, event in
            EventStream.steps(
                name: event.type, data: json(event, number, isLast: number == events.count - 1).encoded)
        }
    }

    /// An error in the middle: with a name on native paths alone.
    func error(_ failure: GatewayFailure) -> [Reply.Step] {
        let data = failure.envelope(rendering.answered.context(rendering.trail.release)).encoded
        return rendering.answered.flavour == .native
            ? EventStream.steps(name: "error", data: data) : EventStream.steps(data: data)
    }

    /// The drop-in keeps the ping to itself.
    private var beginning: [ResponsesItem.Event] {
        let response = rendering.response("in_progress")
        let events: [ResponsesItem.Event] = ["created", "in_progress"].map { name in
            ("response.\(name)", [("response", response)])
        }
        return rendering.answered.flavour == .native ? events + [("response.ping", [])] : events
    }

    private var end: ResponsesItem.Event {
        let response = rendering.whole
        return ("response.\(response["status"]?.string ?? "")", [("response", response)])
    }

    private func json(_ event: ResponsesItem.Event, _ number: Int, isLast: Bool) -> JSONValue {
        var object = JSONObject()
        object.append("type", .string(event.type))
        object.append("sequence_number", .integer(number))
        for member in event.members { object.append(member.key, member.value) }
        if object["item"] == nil { object.append("item", .null) }
        object.append("logprobs", .null)
        let pace = rendering.pace
        let latency = isLast ? pace.headDelay + pace.tokenInterval * number : pace.tokenInterval
        object.append(
            "extra_fields",
            rendering.trail.extraFields(
                rendering.answered, latency: number == 0 ? pace.headDelay : latency, chunk: number,
                raw: .object(object), isLast: isLast))
        return .object(object)
    }
}
