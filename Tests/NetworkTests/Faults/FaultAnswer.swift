import TestSupport

/// The answer that faults spoil: two pieces of text, with characters of several bytes.
enum FaultAnswer {
    static let text = "Grüße"
    /// The text of the first event.
    static let first = "Grü"

    /// Where an answer can be cut.
    enum Cut {
        /// Behind the first event; without events, in the middle.
        case midway
        /// Inside the last character of several bytes.
        case insideCharacter
        /// Inside a name of the JSON.
        case insideName
    }

    static func type(_ isStream: Bool) -> String { isStream ? "text/event-stream" : "application/json" }

    static func event(_ text: String) -> String {
        #"data: {"choices":[{"index":0,"delta":{"content":"\#(text)"}}]}"# + "\n\n"
    }

    static let finish =
        #"data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"# + "\n\n"
    static let usage =
        #"data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}"# + "\n\n"
    static let done = "data: [DONE]\n\n"

    /// The whole body.
    static func body(_ isStream: Bool, text: [String] = [first, "ße"]) -> String {
        guard !isStream else { return text.map(event).joined() + finish + usage + done }
        let content = #""message":{"role":"assistant","content":"\#(text.joined())"},"finish_reason":"stop""#
        return #"{"choices":[{"index":0,\#(content)}]}"#
    }

    /// The body up to a cut.
    static func part(_ isStream: Bool, until cut: Cut) -> [UInt8] {
        let bytes = Array(body(isStream).utf8)
        let marker = Array(marker(of: cut, isStream).utf8)
        let place = bytes.indices.last { bytes[$0...].starts(with: marker) } ?? 0
        let end = cut == .insideCharacter ? place + 1 : place + marker.count
        return Array(bytes[..<end])
    }

    /// What stands before a cut, or is cut.
    private static func marker(of cut: Cut, _ isStream: Bool) -> String {
        switch cut {
        case .midway: isStream ? event(first) : #""content":"Gr"#
        case .insideCharacter: "ß"
        case .insideName: "\"con"
        }
    }
}

/// One request to a server with faults, and the ways to answer it.
struct FaultyExchange: Sendable {
    let connection: RawConnection
    let request: RawConnection.Request
    /// Which request of its connection it is, from 1.
    let number: Int

    var isStream: Bool { String(decoding: request.body, as: UTF8.self).contains(#""stream":true"#) }

    func send(_ text: String) { connection.send(text) }

    /// Sends the head of a chunked answer.
    func sendHead(status: String = "200 OK", type: String? = nil, fields: String = "") {
        let type = type ?? FaultAnswer.type(isStream)
        send("HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\n\(fields)Transfer-Encoding: chunked\r\n\r\n")
    }

    /// Sends the head of a chunked answer and its body up to a cut, and lets the peer take it.
    func sendPart(until cut: FaultAnswer.Cut = .midway) {
        sendHead()
        connection.sendChunk(FaultAnswer.part(isStream, until: cut))
        letPeerRead()
    }

    /// Sends a whole answer of known length.
    func sendAll(_ body: [UInt8]? = nil, status: String = "200 OK", type: String? = nil, fields: String = "") {
        let body = body ?? Array(FaultAnswer.body(isStream).utf8)
        let type = type ?? FaultAnswer.type(isStream)
        send("HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\n\(fields)Content-Length: \(body.count)\r\n\r\n")
        connection.send(body)
    }

    /// Sends bytes as chunks until the peer has gone.
    func flood(_ bytes: [UInt8]) {
        while connection.sendChunk(bytes) {}
    }

    /// Sends bytes one by one, some time apart, until the peer has gone.
    func drip(_ bytes: some Sequence<UInt8>, every pause: Duration = .milliseconds(5)) {
        for byte in bytes {
            guard connection.send([byte]), connection.waitForClose(limit: pause) == nil else { return }
        }
    }

    /// Leaves it as it is until the peer has gone.
    func hang() { _ = connection.waitForClose() }

    func reset() { connection.reset() }

    func letPeerRead() { _ = connection.waitForClose(limit: .milliseconds(20)) }
}
