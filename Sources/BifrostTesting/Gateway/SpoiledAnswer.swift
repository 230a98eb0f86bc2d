/// A whole answer of any endpoint with a fault in it; a fault that needs to know a chat leaves it as it is.
struct SpoiledAnswer: Sendable {
    let fault: Fault
    let answer: Script
    let context: GatewayFailure.Context

    var script: Script {
        if let foreign = fault.foreignAnswer { return foreign }
        var script = answer
        script.steps = connectionSteps ?? pieceSteps ?? (answer.isEventStream ? streamSteps : nil) ?? answer.steps
        if fault == .badContentType { script.headers[0].value = "text/plain; charset=utf-8" }
        if fault == .emptyStream, !answer.isEventStream {
            script = .body([], status: 200, contentType: "application/json")
        }
        if fault == .malformedJSON, !answer.isEventStream {
            script = .body(Array(body.prefix(body.count / 2)), status: 200, contentType: "application/json")
        }
        return script
    }

    private var body: [UInt8] {
        answer.steps.bytes
    }

    /// The events with their lines, `[DONE]` included, if the answer is a stream of them.
    private var events: [String] {
        String(decoding: body, as: UTF8.self).split(separator: "\n\n").map { "\($0)\n\n" }
    }

    private var withoutDone: [String] { events.filter { $0 != done } }

    private var done: String { "data: \(EventStream.done)\n\n" }

    private var half: [Reply.Step] {
        guard answer.isEventStream else { return [.bytes(Array(body.prefix(body.count / 2)))] }
        return steps(withoutDone.prefix(max(1, withoutDone.count / 2)))
    }

    private func steps(_ events: some Sequence<String>) -> [Reply.Step] { events.flatMap(EventStream.chunks) }

    private var connectionSteps: [Reply.Step]? {
        // The answer's steps have their end already.
        if fault == .closeAfterAnswer { return answer.steps + [.close] }
        // In the middle of a chunk such an answer is cut as it is between two.
        return fault.connectionSteps(half: half, whole: answer.steps, isChunked: false)
    }

    private var pieceSteps: [Reply.Step]? {
        switch fault {
        case .oneBytePieces: body.map { .bytes([$0]) } + [.end]
        case .slow: [.pause(.seconds(2))] + answer.steps
        default: nil
        }
    }

    private var streamSteps: [Reply.Step]? {
        switch fault {
        case .missingDone: steps(withoutDone) + [.end]
        case .doneWithoutFinish: half + steps([done]) + [.end]
        case .cutCleanly: half + [.end]
        case .doneThenLinger: steps(events) + [.hang]
        case .finishThenSilence: steps(withoutDone) + [.hang]
        case .emptyStream: [.end]
        case .doneOnly: steps([done]) + [.end]
        case .errorFrameThenDone: half + steps([errorFrame, done]) + [.end]
        case .errorFrame: half + steps([errorFrame]) + [.end]
        case .errorFrameFirst: steps([errorFrame]) + [.end]
        case .malformedJSON: half + steps(["data: {\"id\":\"\n\n"]) + [.end]
        case .gluedHeartbeats: events.map { .text(": heartbeat\n\($0)") } + [.end]
        default: nil
        }
    }

    private var errorFrame: String {
        let failure = GatewayFailure.upstreamOverloaded
        return "data: \(failure.envelope(context).encoded)\n\n"
    }
}
