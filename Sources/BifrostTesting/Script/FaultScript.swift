/// Writes an answer with a fault in it.
struct FaultScript: Sendable {
    let fault: Fault
    let rendering: ChatRendering

    private var isStream: Bool { rendering.request.isStream }

    var script: Script {
        if let answer = fault.foreignAnswer { return answer }
        var script = isStream ? Script.eventStream([]) : rendering.plain
        if let steps = connectionSteps ?? pieceSteps {
            script.steps = steps
        } else if isStream {
            script.steps = streamSteps
        }
        if fault == .badContentType { script.headers[0].value = "text/plain; charset=utf-8" }
        if !isStream { adjustPlain(&script) }
        return script
    }

    /// Two faults of streams have a counterpart in a plain answer.
    private func adjustPlain(_ script: inout Script) {
        switch fault {
        case .emptyStream: script = .body([], status: 200, contentType: "application/json")
        case .malformedJSON:
            script = .body(
                Array(body.prefix(body.count / 2)), status: 200, contentType: "application/json")
        default: break
        }
    }

    private var body: [UInt8] {
        (isStream ? rendering.stream.steps : rendering.plain.steps).bytes
    }

    private var events: [String] { rendering.events }

    /// The first half: of a stream the role and at least one token.
    private var half: [Reply.Step] {
        if isStream { return steps(of: events.prefix(max(2, events.count / 2))) }
        return [.bytes(Array(body.prefix(body.count / 2)))]
    }

    private func steps(of events: some Sequence<String>) -> [Reply.Step] { events.flatMap(EventStream.steps) }

    private var done: [Reply.Step] { EventStream.steps(data: EventStream.done) }

    private var whole: [Reply.Step] { isStream ? steps(of: events) + done : [.bytes(body)] }
}

extension FaultScript {
    private var connectionSteps: [Reply.Step]? {
        fault.connectionSteps(half: half, whole: whole, isChunked: isStream)
    }

    private var pieceSteps: [Reply.Step]? {
        switch fault {
        case .oneBytePieces: body.map { .bytes([$0]) } + [.end]
        case .splitUTF8: Self.splitSequences(body) + [.end]
        case .slowDrip: Self.drip(body) + [.end]
        default: nil
        }
    }

    /// Cuts after the first byte of each sequence of several bytes.
    private static func splitSequences(_ bytes: [UInt8]) -> [Reply.Step] {
        var steps: [Reply.Step] = []
        var start = 0
        for (position, byte) in bytes.enumerated() where byte >= 0xC0 {
            steps.append(.bytes(Array(bytes[start...position])))
            start = position + 1
        }
        return steps + [.bytes(Array(bytes[start...]))]
    }

    private static func drip(_ bytes: [UInt8]) -> [Reply.Step] {
        stride(from: 0, to: bytes.count, by: 16).flatMap { start -> [Reply.Step] in
            [.bytes(Array(bytes[start..<min(start + 16, bytes.count)])), .pause(.milliseconds(20))]
        }
    }
}

extension FaultScript {
    private var streamSteps: [Reply.Step] { endingSteps ?? contentSteps ?? whole + [.end] }

    private var endingSteps: [Reply.Step]? {
        switch fault {
        case .missingFinishReason: steps(of: events.dropLast() + [unfinishedChunk]) + done + [.end]
        case .doneWithoutFinish: half + done + [.end]
        case .missingDone: steps(of: events) + [.end]
        case .cutCleanly: half + [.end]
        case .doneThenLinger: whole + [.hang]
        case .finishThenSilence: steps(of: events) + [.hang]
        case .emptyStream: [.end]
        case .doneOnly: done + [.end]
        case .endless:
            steps(of: events.prefix(1)) + [
                .generated(count: .max, payload: tokenEvent("again "), interval: .milliseconds(10))
            ]
        case .heartbeatsForever:
            half + [.generated(count: .max, payload: Array(": heartbeat\n".utf8), interval: .milliseconds(100))]
        default: nil
        }
    }

    private var contentSteps: [Reply.Step]? {
        switch fault {
        case .errorFrameThenDone: half + steps(of: [errorFrame]) + done + [.end]
        case .errorFrame: half + steps(of: [errorFrame]) + [.end]
        case .errorFrameFirst: steps(of: [errorFrame]) + [.end]
        case .pluginErrorEvent: half + [.text("event: error\ndata: {\"error\":\"plugin failed\"}\n\n"), .end]
        case .malformedJSON: half + steps(of: ["{\"id\":\"chatcmpl-1\",\"choices\":[{"]) + [.end]
        case .messageInsteadOfDelta: steps(of: [rendering.messageChunk]) + done + [.end]
        case .gluedHeartbeats: (events + [EventStream.done]).map { .text(": heartbeat\ndata: \($0)\n\n") } + [.end]
        case .carriageReturns: (events + [EventStream.done]).map { .text("data: \($0)\r\n\r\n") } + [.end]
        case .hugeLine: hugeLine + steps(of: events.suffix(1)) + done + [.end]
        default: nil
        }
    }

    private var errorFrame: String {
        GatewayFailure.upstreamOverloaded
            .envelope(rendering.request.context(rendering.trail.release)).encoded
    }

    private var unfinishedChunk: String { rendering.lastChunk(finishReason: nil, usage: ["total_tokens": 0]).encoded }

    private func tokenEvent(_ text: String) -> [UInt8] {
        Array("data: \(rendering.chunk(["content": .string(text)], index: 1).encoded)\n\n".utf8)
    }

    /// The event is written around a text that is never in memory as a whole.
    private var hugeLine: [Reply.Step] {
        let event = tokenEvent("")
        guard let text = String(decoding: event, as: UTF8.self).firstRange(of: "\"content\":\"") else { return [] }
        let whole = String(decoding: event, as: UTF8.self)
        return [
            .text(String(whole[..<text.upperBound])),
            .generated(count: 2000, payload: [UInt8](repeating: UInt8(ascii: "x"), count: 4000)),
            .text(String(whole[text.upperBound...])),
        ]
    }
}
