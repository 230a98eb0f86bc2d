/// The exact answer to one request: a head, a framing of the body, and what happens on the connection, in order.
struct Script: Sendable {
    var status = 200
    var headers: [(name: String, value: String)] = []
    var framing = Reply.Framing.chunked
    var steps: [Reply.Step] = []

    /// Whether the body is an event stream, into which heartbeats may be written.
    var isEventStream: Bool {
        headers.contains { $0.name.lowercased() == "content-type" && $0.value.hasPrefix("text/event-stream") }
    }
}

extension Script {
    /// A whole body of known length.
    static func body(_ bytes: [UInt8], status: Int, contentType: String) -> Script {
        Script(
            status: status, headers: [("Content-Type", contentType)], framing: .contentLength(bytes.count),
            steps: [.bytes(bytes), .end])
    }

    static func json(_ value: JSONValue, status: Int = 200) -> Script {
        body(Array(value.encoded.utf8), status: status, contentType: "application/json")
    }

    static func text(_ text: String, status: Int, contentType: String = "text/plain; charset=utf-8") -> Script {
        body(Array(text.utf8), status: status, contentType: contentType)
    }

    /// A stream with the gateway's fixed header fields.
    static func eventStream(_ steps: [Reply.Step]) -> Script {
        let headers = [
            ("Content-Type", "text/event-stream"), ("Cache-Control", "no-cache"), ("Connection", "keep-alive"),
        ]
        return Script(headers: headers, framing: .chunked, steps: steps)
    }
}
