/// What the gateway answers to one request instead of its built-in model.
///
/// A reply is a list of exact steps, or something that is rendered to fit the request: ``chat(_:)``,
/// ``toolCall(name:arguments:id:)``, ``error(status:type:code:message:decision:headers:)`` and ``fault(_:)`` look at the
/// flavour of the path and at `stream`.
public struct Reply: Sendable {
    enum Content: Sendable {
        case script(Script)
        case answer(Answer)
        case failure(GatewayFailure)
        case fault(Fault)
    }

    var content: Content

    init(_ content: Content) { self.content = content }

    /// Creates a reply from exact steps.
    ///
    /// The head is written together with the first body bytes, or at ``Step/head``; steps before that find a silent
    /// connection. A list without ``Step/end`` closes the connection after its last step.
    ///
    /// - Parameters:
    ///   - status: The HTTP status.
    ///   - headers: Header fields in wire order, written as given; framing fields are added after them.
    ///   - framing: How the body's end is marked.
    ///   - steps: What happens, in order.
    public init(
        status: Int = 200,
        headers: [(name: String, value: String)] = [("Content-Type", "text/event-stream")],
        framing: Framing = .chunked,
        steps: [Step]
    ) {
        content = .script(Script(status: status, headers: headers, framing: framing, steps: steps))
    }
}

extension Reply {
    /// How the end of a body is marked (RFC 9112, section 6).
    public enum Framing: Sendable, Hashable {
        /// `Transfer-Encoding: chunked`: each ``Step/bytes(_:)`` is one chunk.
        case chunked
        /// `Content-Length` with this number, whether or not the steps keep the promise.
        case contentLength(Int)
        /// No framing field: the body ends when the connection closes.
        case untilClose
    }

    /// One thing that happens on the connection.
    public enum Step: Sendable {
        /// Writes and flushes the head now, and not with the first body bytes.
        case head
        /// Writes and flushes body bytes; with chunked framing they are one HTTP chunk.
        case bytes([UInt8])
        /// Writes and flushes bytes as they are, past any HTTP framing and without a head.
        case raw([UInt8])
        /// Writes the payload `count` times as body bytes, lazily: only while the socket takes more.
        ///
        /// `interval` passes between two payloads; zero writes as fast as the peer reads.
        case generated(count: Int, payload: [UInt8], interval: Duration = .zero)
        /// Waits this long.
        case pause(Duration)
        /// Waits until the gate is open.
        case wait(for: Gate)
        /// Marks the end of the body; after the last step the connection goes on to the next request.
        case end
        /// Closes the connection with a TCP reset (RST, by `SO_LINGER` 0).
        case reset
        /// Closes the connection with an orderly FIN, whatever the framing has promised.
        case close
        /// Keeps the connection open and writes nothing, until the peer or ``EmbeddedGateway/stop()`` closes it.
        case hang
    }
}

extension [Reply.Step] {
    /// The bytes of the body, one step after the other.
    var bytes: [UInt8] {
        flatMap { step -> [UInt8] in
            if case .bytes(let bytes) = step { bytes } else { [] }
        }
    }
}

extension Reply.Step {
    /// Body bytes from text.
    public static func text(_ text: String) -> Reply.Step { .bytes(Array(text.utf8)) }
}
