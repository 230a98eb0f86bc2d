public import HTTPTransport
private import Synchronization

/// A server in memory: a closure answers each request, and every request and body can be looked at afterwards.
public final class ScriptedTransport: HTTPTransport {
    /// Answers a request; the number counts from 1.
    public typealias Server = @Sendable (_ request: HTTPRequest, _ number: Int) throws -> ScriptedAnswer

    private struct State {
        var requests: [HTTPRequest] = []
        var bodies: [BodyJournal] = []
    }

    private let state = Mutex(State())
    private let clock: ManualClock
    private let server: Server

    /// Makes a transport.
    ///
    /// - Parameters:
    ///   - clock: The clock whose time silences move on.
    ///   - server: What answers each request.
    public init(clock: ManualClock = ManualClock(), server: @escaping Server) {
        self.clock = clock
        self.server = server
    }

    /// Makes a transport with one answer for each request, in order; the last one answers all further requests.
    public convenience init(clock: ManualClock = ManualClock(), _ answers: ScriptedAnswer...) {
        self.init(clock: clock) { _, number in answers[min(number, answers.count) - 1] }
    }

    /// The requests so far.
    public var requests: [HTTPRequest] { state.withLock { $0.requests } }

    /// What happened to each answer's body.
    public var bodies: [BodyJournal] { state.withLock { $0.bodies } }

    /// Hands the request to the closure.
    public func execute(_ request: HTTPRequest) async throws -> HTTPResponse {
        try Task.checkCancellation()
        let number = state.withLock { state in
            state.requests.append(request)
            return state.requests.count
        }
        let requestSent = clock.now
        let answer = try server(request, number)
        clock.advance(by: answer.headDelay)
        if let failure = answer.failure { throw failure }
        let body = ScriptedBody(answer.pieces, clock)
        state.withLock { $0.bodies.append(body.journal) }
        let head = HTTPResponseHead(
            status: answer.status, version: "HTTP/1.1", fields: answer.fields, requestSent: requestSent)
        return HTTPResponse(head: head, body: HTTPBody(body))
    }

    /// Does nothing: there is nothing to release.
    public func shutdown(_ mode: ShutdownMode) async {}
}

/// What a scripted server answers.
public struct ScriptedAnswer: Sendable {
    /// A piece of a body.
    public enum Piece: Sendable {
        /// Bytes that are there at once.
        case bytes([UInt8])
        /// Nothing comes for this long.
        case silence(Duration)
        /// The transfer breaks off.
        case failure(HTTPTransportError)
        /// These bytes are always there; to read them takes this long.
        case endless([UInt8], each: Duration)
        /// Nothing comes until the task is cancelled.
        case silenceForEver
    }

    /// The status.
    public var status = 200
    /// The header fields.
    public var fields = HTTPFields()
    /// How long the head takes.
    public var headDelay = Duration.zero
    /// The body.
    public var pieces: [Piece] = []
    /// What happens instead of an answer.
    public var failure: HTTPTransportError?

    /// No answer, but an error.
    public static func failing(_ failure: HTTPTransportError) -> ScriptedAnswer {
        ScriptedAnswer(failure: failure)
    }

    /// A JSON answer.
    public static func json(_ status: Int, _ body: String, _ fields: [String: String] = [:]) -> ScriptedAnswer {
        var answer = ScriptedAnswer(status: status, pieces: [.bytes(Array(body.utf8))])
        answer.fields["content-type"] = "application/json"
        for (name, value) in fields { answer.fields[name] = value }
        return answer
    }

    /// An event stream.
    public static func events(_ pieces: Piece...) -> ScriptedAnswer {
        var answer = ScriptedAnswer(pieces: pieces)
        answer.fields["content-type"] = "text/event-stream"
        return answer
    }
}

extension ScriptedAnswer.Piece: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    /// The bytes of a text.
    public init(stringLiteral value: String) { self = .bytes(Array(value.utf8)) }
}
