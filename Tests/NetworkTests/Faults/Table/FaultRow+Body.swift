import Bifrost
import CurlTransport
import TestSupport

extension FaultRow {
    /// The body breaks off: all of these are cut answers, whatever HTTP says.
    static let cutBody = [
        FaultRow(
            name: "reset after the head", what: "The head, and a reset.",
            end: { _ in .fails(.truncated, at: .head, attempts: 3) },
            site: { fault in
                try .raw(fault.wire) { exchange in
                    exchange.sendHead()
                    exchange.letPeerRead()
                    exchange.reset()
                }
            }),
        cut("reset mid-chunk", "A reset inside an HTTP chunk.") { exchange in
            exchange.sendPart()
            exchange.send("ff\r\n")
            exchange.letPeerRead()
            exchange.reset()
        },
        cut("reset mid-UTF-8", "A reset behind the first byte of a character of two.") { exchange in
            exchange.sendPart(until: .insideCharacter)
            exchange.reset()
        },
        cut("reset mid-JSON", "A reset inside a name of the JSON.") { exchange in
            exchange.sendPart(until: .insideName)
            exchange.reset()
        },
        cut("FIN mid-chunk", "The connection is closed inside an HTTP chunk.") { exchange in
            exchange.sendPart()
            exchange.send("ff\r\ndata: ")
            exchange.connection.close()
        },
        cut("FIN between chunks", "The connection is closed without a last chunk.") { exchange in
            exchange.sendPart()
            exchange.connection.close()
        },
        cut("short content-length", "The connection is closed before the promised length.") { exchange in
            let part = FaultAnswer.part(exchange.isStream, until: .midway)
            let type = FaultAnswer.type(exchange.isStream)
            exchange.send("HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nContent-Length: 10000\r\n\r\n")
            exchange.connection.send(part)
            exchange.connection.close()
        },
        cut("bad chunk size", "A chunk whose size is no number.") { exchange in
            exchange.sendPart()
            exchange.send("zz\r\nbad\r\n")
            exchange.hang()
        },
        cut("huge chunk size", "A chunk whose size is beyond 64 bits.") { exchange in
            exchange.sendPart()
            exchange.send("fffffffffffffffff\r\nbad\r\n")
            exchange.hang()
        },
        FaultRow(
            name: "clean end in the middle", what: "The body ends in order, half-way.", wires: Wire.allCases,
            end: { fault in
                // An answer whose end HTTP vouches for was not cut: what is no JSON then is wrong as it is.
                fault.isStream
                    ? .fails(.truncated, at: .content, keeping: FaultAnswer.first) : .fails(.malformed, at: .head)
            },
            site: { fault in
                try .raw(fault.wire) { exchange in
                    exchange.sendPart()
                    exchange.connection.sendLastChunk()
                }
            }),
    ]

    /// Half of an answer, whose text is kept of a stream.
    private static func cut(
        _ name: String, _ what: String, _ serve: @escaping @Sendable (FaultyExchange) -> Void
    ) -> FaultRow {
        FaultRow(
            name: name, what: what,
            end: { fault in
                fault.isStream
                    ? .fails(.truncated, at: .content, keeping: FaultAnswer.first) : .fails(.truncated, at: .head)
            },
            site: { fault in try .raw(fault.wire, serve) })
    }

    /// The body does not end.
    static let endlessBody = [
        FaultRow(
            name: "silence after the head", what: "The head, and nothing more.", wires: Wire.allCases,
            limits: TimeLimits(idle: .after(short)), end: { _ in .outlasts(.idle, short, at: .head) },
            site: { fault in
                guard fault.wire == .http1 else { return try .http2("/silence") }
                return try .raw(.http1) { exchange in
                    exchange.sendHead()
                    exchange.hang()
                }
            }),
        FaultRow(
            name: "silence in the middle", what: "Half of the answer, and nothing more.",
            limits: TimeLimits(idle: .after(short)),
            end: { fault in
                fault.isStream
                    ? .outlasts(.idle, short, at: .content, keeping: FaultAnswer.first)
                    : .outlasts(.idle, short, at: .head)
            },
            site: { fault in
                try .raw(fault.wire) { exchange in
                    exchange.sendPart()
                    exchange.hang()
                }
            }),
        FaultRow(
            name: "heartbeats without end", what: "Half of the answer, and then comments, one every 5 ms.",
            wires: Wire.allCases, calls: [.stream], limits: TimeLimits(stall: .after(short)),
            end: { _ in .outlasts(.stall, short, at: .content, keeping: FaultAnswer.first) },
            site: { fault in
                try .raw(fault.wire) { exchange in
                    exchange.sendPart()
                    while exchange.connection.sendChunk(": heartbeat\n\n"),
                        exchange.connection.waitForClose(limit: .milliseconds(5)) == nil
                    {}
                }
            }),
        FaultRow(
            name: "endless comments", what: "Comments without end in place of an answer, as fast as they are taken.",
            wires: Wire.allCases, calls: [.stream], limits: TimeLimits(firstToken: .seconds(1)),
            end: { _ in .outlasts(.firstToken, .seconds(1), at: .head) },
            site: { fault in
                try .raw(fault.wire) { exchange in
                    exchange.sendHead()
                    exchange.flood(Array(String(repeating: ": comment\n\n", count: 1000).utf8))
                }
            }),
        FaultRow(
            name: "endless line", what: "One line without end; `AnswerLimits.line` and `body` are 256 KiB here.",
            wires: Wire.allCases, answerLimits: AnswerLimits(body: 256 << 10, line: 256 << 10),
            end: { _ in .fails(.malformed, at: .head) },
            site: { fault in
                try .raw(fault.wire) { exchange in
                    exchange.sendHead()
                    exchange.connection.sendChunk("data: ")
                    exchange.flood([UInt8](repeating: UInt8(ascii: "x"), count: 16 << 10))
                }
            }),
        FaultRow(
            name: "gzip bomb",
            what: "A megabyte for each kilobyte, to a client that takes compressed answers; limits as above.",
            wires: Wire.allCases, answerLimits: AnswerLimits(body: 256 << 10, line: 256 << 10),
            adjust: { $0.compression = .builtIn }, end: { _ in .fails(.malformed, at: .head) },
            site: { fault in
                try .raw(fault.wire) { exchange in
                    exchange.sendHead(fields: "Content-Encoding: gzip\r\n")
                    exchange.connection.sendChunk(GzipBomb.head)
                    exchange.flood(GzipBomb.piece)
                }
            }),
    ]
}
