/// Spoils an answer with sound or images; faults that are about the words of a chat leave it whole.
struct MediaFault: Sendable {
    let fault: Fault
    let answer: MediaAnswer
    let context: GatewayFailure.Context

    var script: Script {
        if let foreign = fault.foreignAnswer { return foreign }
        var script = steps.map(answer.script) ?? answer.script
        if fault == .badContentType { script.headers[0].value = "text/plain; charset=utf-8" }
        return script
    }

    private var units: [[Reply.Step]] { answer.units }

    private var whole: [Reply.Step] { units.flatMap(\.self) }

    private var bytes: [UInt8] {
        whole.bytes
    }

    /// The first half: of a stream at least one event.
    private var half: [Reply.Step] {
        if answer.isStream { return units.prefix(max(1, units.count / 2)).flatMap(\.self) }
        return [.bytes(Array(bytes.prefix(bytes.count / 2)))]
    }

    private var steps: [Reply.Step]? { connectionSteps ?? pieceSteps ?? (answer.isStream ? streamSteps : nil) }

    private var isChunked: Bool {
        if case .whole(_, _, let framing) = answer.body { framing == .chunked } else { true }
    }

    private var connectionSteps: [Reply.Step]? {
        fault.connectionSteps(half: half, whole: whole, isChunked: isChunked)
    }

    private var pieceSteps: [Reply.Step]? {
        switch fault {
        case .oneBytePieces: bytes.map { .bytes([$0]) } + [.end]
        default: nil
        }
    }

    private var streamSteps: [Reply.Step]? {
        switch fault {
        case .cutCleanly: half + [.end]
        case .doneWithoutFinish: half + EventStream.steps(data: EventStream.done) + [.end]
        case .emptyStream: [.end]
        case .doneOnly: EventStream.steps(data: EventStream.done) + [.end]
        case .errorFrame: half + errorFrame + [.end]
        case .errorFrameThenDone: half + errorFrame + EventStream.steps(data: EventStream.done) + [.end]
        case .errorFrameFirst: errorFrame + [.end]
        case .pluginErrorEvent: half + [.text("event: error\ndata: {\"error\":\"plugin failed\"}\n\n"), .end]
        case .malformedJSON: half + EventStream.steps(data: "{\"type\":") + [.end]
        default: nil
        }
    }

    /// Frames with a name have one for errors too, but on drop-in paths.
    private var errorFrame: [Reply.Step] {
        let failure = GatewayFailure.upstreamOverloaded
        var hasName = false
        if case .events(let events, _) = answer.body { hasName = events.first?.name != nil }
        let name = hasName && answer.flavour == .native ? "error" : nil
        return MediaAnswer.Event(name: name, data: failure.envelope(context)).steps
    }
}
