import Bifrost
import TestSupport

extension FaultRow {
    /// The answer is whole as HTTP, and strange inside.
    static let content = [
        content("invalid UTF-8", "A byte that is not UTF-8 inside the text.", .whole("Gr\u{FFFD}ße")) { exchange in
            let body = Array(FaultAnswer.body(exchange.isStream, text: ["Gr", "?", "ße"]).utf8)
            exchange.sendAll(body.map { $0 == UInt8(ascii: "?") ? 0xFF : $0 })
        },
        content("NUL", "A NUL inside the text, as it is and not escaped.", .fails(.malformed, at: .head)) { exchange in
            exchange.sendAll(Array(FaultAnswer.body(exchange.isStream, text: ["Gr\0ü", "ße"]).utf8))
        },
        FaultRow(
            name: "mixed line ends", what: "Lines that end with LF, CR LF and CR in turn.", wires: Wire.allCases,
            calls: [.stream], end: { _ in .whole() },
            site: { fault in
                try .raw(fault.wire) { exchange in
                    let lines = FaultAnswer.body(true).split(separator: "\n", omittingEmptySubsequences: false)
                    // Each event has a line and a blank one; CR directly before LF would be one end.
                    let ends = ["\n", "\r\n", "\r\n", "\r", "\r", "\r\n", "\r", "\r"]
                    let text = lines.dropLast().enumerated().map { $0.element + ends[$0.offset % ends.count] }.joined()
                    exchange.sendAll(Array(text.utf8))
                }
            }),
        FaultRow(
            name: "wrong content type", what: "A whole answer under `text/plain`.", wires: Wire.allCases,
            end: { fault in fault.isStream ? .fails(.malformed, at: .head) : .whole() },
            site: { fault in try .raw(fault.wire) { $0.sendAll(type: "text/plain; charset=utf-8") } }),
        content("page instead of an answer", "Status 200 with a page of HTML.", .fails(.malformed, at: .head)) {
            $0.sendAll(Array("<!doctype html><title>Welcome</title>".utf8), type: "text/html")
        },
        FaultRow(
            name: "the other kind of answer", what: "A JSON answer to a stream, an event stream to a `generate`.",
            wires: Wire.allCases, end: { _ in .fails(.malformed, at: .head) },
            site: { fault in
                try .raw(fault.wire) { exchange in
                    let isStream = !exchange.isStream
                    exchange.sendAll(Array(FaultAnswer.body(isStream).utf8), type: FaultAnswer.type(isStream))
                }
            }),
        emptyForStreams("empty answer", "Status 200 and no body.") { $0.sendAll([]) },
        emptyForStreams("compressed unasked", "A gzip body to a client that did not ask for one.") {
            $0.sendAll(GzipBomb.head, fields: "Content-Encoding: gzip\r\n")
        },
        FaultRow(
            name: "end without a finish reason", what: "All text and `[DONE]`, as if it were whole.",
            wires: Wire.allCases, calls: [.stream],
            end: { _ in .fails(.truncated, at: .content, keeping: FaultAnswer.text) },
            site: { fault in
                try .raw(fault.wire) { exchange in
                    exchange.sendAll(Array((FaultAnswer.event(FaultAnswer.text) + FaultAnswer.done).utf8))
                }
            }),
        FaultRow(
            name: "error inside a stream", what: "Half of the text, and an error (503) as an event under status 200.",
            wires: Wire.allCases, calls: [.stream],
            end: { _ in .fails(.overloaded, at: .content, keeping: FaultAnswer.first) },
            site: { fault in
                try .raw(fault.wire) { exchange in
                    let error = #"data: {"status_code":503,"error":{"message":"overloaded"}}"# + "\n\n"
                    exchange.sendAll(Array((FaultAnswer.event(FaultAnswer.first) + error).utf8))
                }
            }),
    ]

    private static func content(
        _ name: String, _ what: String, _ end: FaultEnd, _ serve: @escaping @Sendable (FaultyExchange) -> Void
    ) -> FaultRow {
        FaultRow(
            name: name, what: what, wires: Wire.allCases, end: { _ in end },
            site: { fault in try .raw(fault.wire, serve) })
    }

    /// No JSON, and no event either: a stream that ends without having begun is repeated.
    private static func emptyForStreams(
        _ name: String, _ what: String, _ serve: @escaping @Sendable (FaultyExchange) -> Void
    ) -> FaultRow {
        FaultRow(
            name: name, what: what, wires: Wire.allCases,
            end: { fault in
                fault.isStream ? .fails(.truncated, at: .head, attempts: 3) : .fails(.malformed, at: .head)
            },
            site: { fault in try .raw(fault.wire, serve) })
    }

    /// The server refuses.
    static let refusals = [
        FaultRow(
            name: "redirect", what: "302 to another host.", wires: Wire.allCases,
            end: { _ in .fails(.invalidRequest, 302, at: .head) },
            site: { fault in
                try .raw(fault.wire) { exchange in
                    exchange.sendAll([], status: "302 Found", fields: "Location: http://127.0.0.1:1/\r\n")
                }
            }),
        FaultRow(
            name: "100 MB error page", what: "502 with a page of 100 MB; 1 MiB is read.", wires: Wire.allCases,
            end: { _ in .fails(.server, 502, at: .head, attempts: 3) },
            site: { fault in
                try .raw(fault.wire) { exchange in
                    let size = 100_000_000
                    exchange.send("HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n")
                    exchange.send("Content-Length: \(size)\r\n\r\n")
                    let piece = Array((String(repeating: "x", count: 99_990) + "<p>no</p>\n").utf8)
                    for _ in 0..<(size / piece.count) where !exchange.connection.send(piece) { return }
                }
            }),
        FaultRow(
            name: "endless error page", what: "401 with a body that stops and does not end.", wires: Wire.allCases,
            limits: TimeLimits(idle: .after(short)), end: { _ in .fails(.authentication, 401, at: .head) },
            site: { fault in
                try .raw(fault.wire) { exchange in
                    exchange.sendHead(status: "401 Unauthorized", type: "application/json")
                    exchange.connection.sendChunk("{")
                    exchange.hang()
                }
            }),
        FaultRow(
            name: "Retry-After of hours", what: "429, and a request to come back in 2 h.", wires: Wire.allCases,
            end: { _ in .fails(.rateLimited, 429, at: .head).with(\.retryAfter, .seconds(7200)) },
            site: { fault in
                try .raw(fault.wire) { exchange in
                    let body = Array(#"{"error":{"message":"slow down"}}"#.utf8)
                    exchange.sendAll(
                        body, status: "429 Too Many Requests", type: "application/json",
                        fields: "Retry-After: 7200\r\n")
                }
            }),
    ]

    /// A connection that served a call before.
    static let reuse = [
        FaultRow(
            name: "reused connection closed at the worst moment",
            what: "The second request of a connection is read, and the connection reset.", reusesConnection: true,
            end: { _ in .whole(attempts: 2) },
            site: { fault in
                try .again { exchange in if exchange.number == 1 { exchange.sendAll() } else { exchange.reset() } }
            }),
        FaultRow(
            name: "reused connection closed in the middle",
            what: "The second request of a connection gets half of an answer, and a reset.", reusesConnection: true,
            end: { fault in
                fault.isStream
                    ? .fails(.truncated, at: .content, keeping: FaultAnswer.first) : .fails(.truncated, at: .head)
            },
            site: { fault in
                try .again { exchange in
                    guard exchange.number > 1 else { return exchange.sendAll() }
                    exchange.sendPart()
                    exchange.reset()
                }
            }),
        FaultRow(
            name: "idle connection closed", what: "A connection is closed behind its first answer.",
            end: { _ in .whole() },
            site: { _ in
                let closed = Counter()
                var site = try FaultSite.again { exchange in
                    exchange.sendAll()
                    exchange.connection.close()
                    closed.add(1)
                }
                site.isReady = { closed.value > 0 }
                return site
            }),
    ]
}

extension FaultSite {
    /// A server that answers one call before the one that is looked at.
    fileprivate static func again(_ serve: @escaping @Sendable (FaultyExchange) -> Void) throws -> FaultSite {
        var site = try raw(.http1, serve)
        site.callsBefore = 1
        return site
    }
}
