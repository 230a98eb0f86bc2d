import Bifrost
import TestSupport

extension FaultRow {
    /// What only HTTP/2 has.
    static let http2 = [
        FaultRow(
            name: "GOAWAY that covers the stream", what: "GOAWAY in the middle; the answer goes on.",
            wires: [.http2], end: { _ in .whole() }, site: { _ in try .http2("/goaway/covering") }),
        cut(
            "GOAWAY that excludes the stream", "GOAWAY in the middle, and the connection is closed.",
            "/goaway/excluding"),
        FaultRow(
            name: "GOAWAY, ENHANCE_YOUR_CALM", what: "GOAWAY in place of an answer.", wires: [.http2],
            end: { _ in .fails(.truncated, at: .requestSent, attempts: 3) }, site: { _ in try .http2("/calm") }),
        FaultRow(
            name: "RST_STREAM, REFUSED_STREAM", what: "The stream is refused in place of an answer.", wires: [.http2],
            end: { _ in .fails(.truncated, at: .requestSent, attempts: 3) },
            site: { _ in try .http2("/reset/REFUSED_STREAM/before") }),
        FaultRow(
            name: "RST_STREAM before the head", what: "INTERNAL_ERROR in place of an answer.", wires: [.http2],
            end: { _ in .fails(.truncated, at: .requestSent, attempts: 3) },
            site: { _ in try .http2("/reset/INTERNAL_ERROR/before") }),
        cut("RST_STREAM in the middle", "INTERNAL_ERROR in the middle.", "/reset/INTERNAL_ERROR/midway"),
        FaultRow(
            name: "RST_STREAM without an error",
            what: "NO_ERROR in the middle, which libcurl takes for a whole answer.",
            wires: [.http2],
            end: { fault in
                fault.isStream
                    ? .fails(.truncated, at: .content, keeping: FaultAnswer.first) : .fails(.malformed, at: .head)
            },
            site: { _ in try .http2("/reset/NO_ERROR/midway") }),
        cut("END_STREAM before the length", "The stream ends before its content-length.", "/early"),
        cut("connection lost", "The connection is reset in the middle.", "/cut"),
        FaultRow(
            name: "window starvation", what: "A request of 5 MB gets no WINDOW_UPDATE.", wires: [.http2],
            limits: TimeLimits(firstByte: .after(short)), prompt: String(repeating: "x", count: 5_000_000),
            end: { _ in .outlasts(.firstByte, short, at: .requestSent) }, site: { _ in try .http2("/starve") }),
    ]

    private static func cut(_ name: String, _ what: String, _ path: String) -> FaultRow {
        FaultRow(
            name: name, what: what, wires: [.http2],
            end: { fault in
                fault.isStream
                    ? .fails(.truncated, at: .content, keeping: FaultAnswer.first) : .fails(.truncated, at: .head)
            },
            site: { _ in try .http2(path) })
    }

    /// A proxy in between.
    static let proxies = [
        FaultRow(
            name: "a proxy that buffers",
            what: "nginx keeps the first token, and the head with it, until there is more.",
            calls: [.stream], needs: (.network, .network), limits: TimeLimits(firstToken: .seconds(1)),
            end: { _ in .outlasts(.firstToken, .seconds(1), at: .requestSent) },
            site: { _ in
                let proxy = ReverseProxy(kind: .nginx, wire: .http1TLS)
                return try .behind(proxy, settings: ["proxy_http_version 1.1;"]) { exchange in
                    exchange.sendPart()
                    exchange.hang()
                }
            }),
        FaultRow(
            name: "a proxy that cuts idle streams", what: "HAProxy ends a stream that is silent for 1 s.",
            wires: Wire.allCases, calls: [.stream], needs: (.network, .network),
            end: { _ in .fails(.truncated, at: .content, keeping: FaultAnswer.first) },
            site: { fault in
                try .behind(
                    ReverseProxy(kind: .haproxy, wire: fault.wire == .http1 ? .http1 : .http2TLS),
                    settings: HAProxy.recommended + ["timeout server 1s"]
                ) { exchange in
                    exchange.sendPart()
                    exchange.hang()
                }
            }),
        FaultRow(
            name: "a proxy that gives up", what: "HAProxy answers 504 for a server that is silent for 300 ms.",
            wires: Wire.allCases, needs: (.network, .network),
            end: { _ in .fails(.timeout, 504, at: .head, attempts: 3) },
            site: { fault in
                try .behind(
                    ReverseProxy(kind: .haproxy, wire: fault.wire == .http1 ? .http1 : .http2TLS),
                    settings: HAProxy.recommended + ["timeout server 300ms"]
                ) { $0.hang() }
            }),
        FaultRow(
            name: "a proxy whose server is gone", what: "HAProxy answers 503, since nobody listens behind it.",
            needs: (.network, .network),
            end: { _ in .fails(.overloaded, 503, at: .head, attempts: 3) },
            site: { _ in
                var site = FaultSite(url: "", port: Loopback.freePort())
                let proxy = ReverseProxy(kind: .haproxy, wire: .http1)
                try site.stand(behind: proxy, settings: HAProxy.recommended + ["retries 0"])
                return site
            }),
    ]
}

extension FaultSite {
    /// A server in clear text behind a proxy with these settings.
    fileprivate static func behind(
        _ proxy: ReverseProxy, settings: [String], _ serve: @escaping @Sendable (FaultyExchange) -> Void
    ) throws -> FaultSite {
        var site = try raw(.http1, serve)
        try site.stand(behind: proxy, settings: settings)
        return site
    }
}
