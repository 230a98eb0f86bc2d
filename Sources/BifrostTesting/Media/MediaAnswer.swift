/// An answer with sound or images, before a fault may spoil it.
struct MediaAnswer: Sendable {
    /// The events of a stream: a name, if its frames have one, and the data.
    struct Event: Sendable {
        var name: String?
        var data: JSONValue

        var steps: [Reply.Step] {
            EventStream.chunks((name.map { "event: \($0)\n" } ?? "") + "data: \(data.encoded)\n\n")
        }
    }

    enum Body: Sendable {
        case whole([Reply.Step], headers: [(name: String, value: String)], framing: Reply.Framing)
        case events([Event], endsWithDone: Bool)
    }

    let body: Body
    let pace: Pace
    let flavour: Flavour

    static func json(_ value: JSONValue, pace: Pace, flavour: Flavour) -> MediaAnswer {
        let bytes = Array((value.encoded + (flavour == .native ? "\n" : "")).utf8)
        return bytesOf(bytes, contentType: "application/json", pace: pace, flavour: flavour)
    }

    static func bytesOf(_ bytes: [UInt8], contentType: String, pace: Pace, flavour: Flavour) -> MediaAnswer {
        MediaAnswer(
            body: .whole(
                [.bytes(bytes)], headers: [("Content-Type", contentType)], framing: .contentLength(bytes.count)),
            pace: pace, flavour: flavour)
    }

    var isStream: Bool {
        if case .events = body { true } else { false }
    }

    /// The body's steps, each event one of the lists, without their end.
    var units: [[Reply.Step]] {
        switch body {
        case .whole(let steps, _, _): steps.map { [$0] }
        case .events(let events, let endsWithDone):
            events.map(\.steps) + (endsWithDone ? [EventStream.steps(data: EventStream.done)] : [])
        }
    }

    var script: Script { script(paced + [.end]) }

    /// The head of the answer before other steps.
    func script(_ steps: [Reply.Step]) -> Script {
        switch body {
        case .whole(_, let headers, let framing): Script(headers: headers, framing: framing, steps: steps)
        case .events: .eventStream(steps)
        }
    }

    private var paced: [Reply.Step] {
        var steps: [Reply.Step] = [.pause(pace.headDelay)]
        for (index, unit) in units.enumerated() {
            if index > 0 { steps.append(.pause(pace.tokenInterval)) }
            steps += unit
        }
        return steps
    }
}
