/// Spoils a response; faults that are about the words of a chat leave it whole.
struct ResponsesFault: Sendable {
    let fault: Fault
    let rendering: ResponsesRendering

    var script: Script {
        if let answer = fault.foreignAnswer { return answer }
        var script = rendering.script
        if let steps = connectionSteps ?? (rendering.answered.isStream ? streamSteps : nil) { script.steps = steps }
        if fault == .badContentType { script.headers[0].value = "text/plain; charset=utf-8" }
        return script
    }

    private var units: [[Reply.Step]] {
        rendering.answered.isStream ? ResponsesEvents(rendering).units : [rendering.plain.steps.filter(\.isBytes)]
    }

    private var whole: [Reply.Step] { units.flatMap(\.self) }

    private var bytes: [UInt8] {
        whole.bytes
    }

    /// The first half: of a stream at least a piece of the answer.
    private var half: [Reply.Step] {
        if rendering.answered.isStream { return units.prefix(units.count / 2 + 1).flatMap(\.self) }
        return [.bytes(Array(bytes.prefix(bytes.count / 2)))]
    }

    private var connectionSteps: [Reply.Step]? {
        if fault == .oneBytePieces { return bytes.map { .bytes([$0]) } + [.end] }
        return fault.connectionSteps(half: half, whole: whole, isChunked: rendering.answered.isStream)
    }

    private var streamSteps: [Reply.Step]? {
        switch fault {
        case .missingFinishReason: units.dropLast().flatMap(\.self) + [.end]
        case .doneWithoutFinish: half + EventStream.steps(data: EventStream.done) + [.end]
        case .cutCleanly: half + [.end]
        case .doneThenLinger, .finishThenSilence: whole + [.hang]
        case .emptyStream: [.end]
        case .doneOnly: EventStream.steps(data: EventStream.done) + [.end]
        case .heartbeatsForever:
            half + [.generated(count: .max, payload: Array(": heartbeat\n".utf8), interval: .milliseconds(100))]
        case .errorFrame, .errorFrameThenDone: half + errorFrame + [.end]
        case .errorFrameFirst: errorFrame + [.end]
        case .pluginErrorEvent: half + [.text("event: error\ndata: {\"error\":\"plugin failed\"}\n\n"), .end]
        case .malformedJSON: half + EventStream.steps(name: "response.output_text.delta", data: "{\"type\":") + [.end]
        default: nil
        }
    }

    private var errorFrame: [Reply.Step] {
        ResponsesEvents(rendering).error(
            GatewayFailure.upstreamOverloaded)
    }
}

extension Reply.Step {
    fileprivate var isBytes: Bool {
        if case .bytes = self { true } else { false }
    }
}
