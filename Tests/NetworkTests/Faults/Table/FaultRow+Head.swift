import Bifrost
import CurlTransport
import TestSupport

extension FaultRow {
    /// The request is sent, and no head comes.
    static let beforeHead = [
        FaultRow(
            name: "accept and silence", what: "The request is read, and nothing is sent.", wires: Wire.allCases,
            limits: TimeLimits(firstByte: .after(short)),
            end: { _ in .outlasts(.firstByte, short, at: .requestSent) },
            site: { fault in try fault.wire == .http1 ? .raw(.http1) { $0.hang() } : .http2("/nothing") }),
        FaultRow(
            name: "reset before the head", what: "The request is read, and the connection reset.",
            end: { _ in .fails(.truncated, at: .requestSent, attempts: 3) },
            site: { fault in try .raw(fault.wire) { $0.reset() } }),
        FaultRow(
            name: "closed before the head", what: "The request is read, and the connection closed.",
            end: { _ in .fails(.truncated, at: .requestSent, attempts: 3) },
            site: { fault in try .raw(fault.wire) { $0.connection.close() } }),
        FaultRow(
            name: "garbage instead of HTTP", what: "The answer is the greeting of another protocol.",
            end: { _ in .fails(.malformed, at: .requestSent) },
            site: { fault in
                try .raw(fault.wire) { exchange in
                    exchange.send("SSH-2.0-OpenSSH_9.2\r\n")
                    exchange.hang()
                }
            }),
        FaultRow(
            name: "head cut in the middle", what: "The connection is closed inside a field of the head.",
            end: { _ in .fails(.truncated, at: .requestSent, attempts: 3) },
            site: { fault in
                try .raw(fault.wire) { exchange in
                    exchange.send("HTTP/1.1 200 OK\r\nContent-Ty")
                    exchange.connection.close()
                }
            }),
    ]

    /// The head comes in an odd way.
    static let strangeHead = [
        FaultRow(
            name: "head dripped byte by byte", what: "A whole answer, each byte of its head by itself.",
            end: { _ in .whole() },
            site: { fault in
                try .raw(fault.wire) { exchange in
                    let type = FaultAnswer.type(exchange.isStream)
                    let body = FaultAnswer.body(exchange.isStream)
                    let head = "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
                    exchange.drip(head.utf8, every: .milliseconds(1))
                    exchange.send(body)
                }
            }),
        FaultRow(
            name: "head dripped without end", what: "Fields without end, a byte every 5 ms.",
            limits: TimeLimits(firstToken: .after(short)), totalOfGenerate: short,
            end: { fault in .outlasts(fault.isStream ? .firstToken : .total, short, at: .requestSent) },
            site: { fault in
                try .raw(fault.wire) { exchange in
                    let field = Array("X: y\r\n".utf8)
                    exchange.send("HTTP/1.1 200 OK\r\n")
                    exchange.drip((0..<Int.max).lazy.map { field[$0 % field.count] })
                }
            }),
        FaultRow(
            name: "huge head", what: "Fields without end, as fast as they are taken.",
            end: { _ in .fails(.malformed, at: .requestSent) },
            site: { fault in
                try .raw(fault.wire) { exchange in
                    exchange.send("HTTP/1.1 200 OK\r\n")
                    let field = "X-Filler: " + String(repeating: "x", count: 4000) + "\r\n"
                    while exchange.connection.send(field) {}
                }
            }),
        FaultRow(
            name: "1xx before the answer", what: "Two interim answers (102, 103) before a whole one.",
            wires: Wire.allCases, end: { _ in .whole() },
            site: { fault in
                guard fault.wire == .http1 else { return try .http2("/interim") }
                return try .raw(fault.wire) { exchange in
                    exchange.send("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
                    exchange.sendAll()
                }
            }),
        FaultRow(
            name: "1xx without end", what: "Interim answers without end, as fast as they are taken.",
            end: { _ in .fails(.malformed, at: .requestSent) },
            site: { fault in
                try .raw(fault.wire) { exchange in
                    let interim = String(repeating: "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", count: 100)
                    while exchange.connection.send(interim) {}
                }
            }),
    ]
}
