import Bifrost
import BifrostTesting
import TestSupport

extension FaultRow {
    private static let hello = "Hello! How can I help you today?"
    private static let half = "Hello! How can"

    static let noteOfGateway = """
        `BifrostTesting.Fault` says what each of these does; a model that is named after one shows it, in your tests too
        ([testing.md](testing.md)). Those of event streams leave a `generate` as it is.
        """

    /// What models do that are named after a fault.
    static let gateway = refusalsOfGateway + connectionsOfGateway + piecesOfGateway + endingsOfGateway

    private static let refusalsOfGateway = [
        refusal(.unauthorized, .authentication, 401), refusal(.budgetExceeded, .budget, 402),
        refusal(.forbidden, .permission, 403), refusal(.modelNotFound, .notFound, 404),
        refusal(.badRequest, .invalidRequest, 400), refusal(.contextLength, .invalidRequest, 400),
        row(.rateLimited, [.stream]) { _ in
            .fails(.rateLimited, 429, at: .head, attempts: 3).with(\.retryAfter, .seconds(1))
        },
        refusal(.tokenLimited, .rateLimited, 429, attempts: 3), refusal(.serverError, .server, 500, attempts: 3),
        refusal(.providerUnreachable, .server, 502, attempts: 3),
        refusal(.unavailable, .overloaded, 503, attempts: 3), refusal(.timedOut, .timeout, 504, attempts: 3),
        refusal(.overloaded, .overloaded, 529, attempts: 3), refusal(.queueFull, .overloaded, 400, attempts: 3),
        refusal(.htmlError, .server, 502, attempts: 3), refusal(.plainTextError, .server, 500, attempts: 3),
        refusal(.emptyError, .server, 502, attempts: 3),
    ]

    private static let connectionsOfGateway = [
        row(.resetBeforeHead) { _ in .fails(.truncated, at: .requestSent, attempts: 3) },
        row(.closeBeforeHead) { _ in .fails(.truncated, at: .requestSent, attempts: 3) },
        row(.silentAfterAccept, limits: TimeLimits(firstByte: .after(short))) { _ in
            .outlasts(.firstByte, short, at: .requestSent)
        },
        row(.headThenSilence, limits: TimeLimits(idle: .after(short))) { _ in .outlasts(.idle, short, at: .head) },
        row(.resetMidStream) { cut($0) }, row(.closeMidChunk) { cut($0) }, row(.closeBetweenChunks) { cut($0) },
        row(.silentMidStream, limits: TimeLimits(idle: .milliseconds(500))) { fault in
            fault.isStream
                ? .outlasts(.idle, .milliseconds(500), at: .content, keeping: half)
                : .outlasts(.idle, .milliseconds(500), at: .head)
        },
        row(.closeAfterAnswer) { _ in .whole(hello) },
    ]

    private static let piecesOfGateway = [
        row(.oneBytePieces) { _ in .whole(hello) },
        row(.splitUTF8) { _ in .whole("Grüße aus Köln 🌍 — 你好") },
        row(.slowDrip, [.stream]) { _ in .whole(hello) },
        row(.slow, limits: TimeLimits(firstByte: .after(short))) { _ in
            .outlasts(.firstByte, short, at: .requestSent)
        },
        row(.hugeLine, [.stream]) { _ in .whole(String(repeating: "x", count: 8_000_000)) },
        row(.endless, [.stream], limits: TimeLimits(total: .seconds(2))) { _ in
            .outlasts(.total, .seconds(2), at: .content, keeping: String(repeating: "again ", count: 10))
        },
        row(.heartbeatsForever, [.stream], limits: TimeLimits(stall: .milliseconds(500))) { _ in
            .outlasts(.stall, .milliseconds(500), at: .content, keeping: half)
        },
        row(.gluedHeartbeats, [.stream]) { _ in .whole(hello) },
        row(.carriageReturns, [.stream]) { _ in .whole(hello) },
    ]

    private static let endingsOfGateway = [
        row(.missingFinishReason, [.stream]) { _ in .fails(.truncated, at: .content, keeping: hello) },
        row(.doneWithoutFinish, [.stream]) { _ in .fails(.truncated, at: .content, keeping: half) },
        row(.missingDone, [.stream]) { _ in .whole(hello) },
        row(.cutCleanly, [.stream]) { _ in .fails(.truncated, at: .content, keeping: half) },
        row(.doneThenLinger, [.stream]) { _ in .whole(hello) },
        row(.finishThenSilence, [.stream]) { _ in .whole(hello) },
        row(.emptyStream) { fault in
            fault.isStream ? .fails(.truncated, at: .head, attempts: 3) : .fails(.malformed, at: .head)
        },
        row(.doneOnly, [.stream]) { _ in .fails(.truncated, at: .head, attempts: 3) },
        row(.errorFrameThenDone, [.stream]) { _ in .fails(.overloaded, at: .content, keeping: half) },
        row(.errorFrame, [.stream]) { _ in .fails(.overloaded, at: .content, keeping: half) },
        row(.errorFrameFirst, [.stream]) { _ in .fails(.overloaded, at: .head, attempts: 3) },
        row(.pluginErrorEvent, [.stream]) { _ in .fails(.server, at: .content, keeping: half) },
        row(.malformedJSON) { fault in
            fault.isStream ? .fails(.malformed, at: .content, keeping: half) : .fails(.malformed, at: .head)
        },
        row(.messageInsteadOfDelta, [.stream]) { _ in .whole(hello) },
        row(.badContentType) { fault in fault.isStream ? .fails(.malformed, at: .head) : .whole(hello) },
        row(.htmlInsteadOfAnswer) { _ in .fails(.malformed, at: .head) },
    ]

    @Sendable private static func cut(_ fault: FaultCase) -> FaultEnd {
        fault.isStream ? .fails(.truncated, at: .content, keeping: half) : .fails(.truncated, at: .head)
    }

    private static func refusal(_ fault: Fault, _ code: LLMError.Code, _ status: Int, attempts: Int = 1) -> FaultRow {
        row(fault) { _ in .fails(code, status, at: .head, attempts: attempts) }
    }

    /// Faults of streams leave a `generate` as it is.
    private static func row(
        _ fault: Fault, _ calls: [Call] = Call.allCases, limits: TimeLimits = TimeLimits(),
        _ end: @escaping @Sendable (FaultCase) -> FaultEnd
    ) -> FaultRow {
        FaultRow(
            name: "`\(fault.rawValue)`", what: "", calls: calls, limits: limits, model: "openai/\(fault.rawValue)",
            end: end,
            site: { _ in
                let gateway = try await EmbeddedGateway.start()
                return FaultSite(
                    url: gateway.baseURL, port: UInt16(gateway.port), requests: { gateway.requests.count },
                    stop: { await gateway.stop() })
            })
    }
}
