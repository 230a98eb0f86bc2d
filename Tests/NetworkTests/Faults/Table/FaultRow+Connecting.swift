import Bifrost
import CurlTransport
import TestSupport

extension FaultRow {
    /// A limit that is to fire.
    static let short = Duration.milliseconds(300)

    /// No connection comes about.
    static let connecting = [
        FaultRow(
            name: "refused", what: "Nobody listens on the port.",
            end: { _ in .fails(.connect, at: .nothingSent, attempts: 3) },
            site: { _ in FaultSite(url: "http://127.0.0.1:\(Loopback.freePort())") }),
        FaultRow(
            name: "black-holed connect", what: "The queue of the listening port is full: no answer to a SYN.",
            limits: TimeLimits(connect: .after(short)),
            end: { _ in .outlasts(.connect, short, at: .nothingSent, attempts: 3) },
            site: { _ in
                let queue = try FullQueue()
                return FaultSite(
                    url: "http://127.0.0.1:\(queue.port)", port: queue.port, stop: { withExtendedLifetime(queue) {} })
            }),
        FaultRow(
            name: "name not found", what: "The host is `no-such-host.invalid`.",
            end: { _ in .fails(.connect, at: .nothingSent, attempts: 3) },
            site: { _ in FaultSite(url: "http://no-such-host.invalid") }),
        FaultRow(
            name: "slow name server",
            what: "The lookup takes 3 s (in a process whose `getaddrinfo` is another one).",
            needs: (.preloading, .preloading),
            limits: TimeLimits(connect: .after(short)),
            end: { _ in .outlasts(.connect, short, at: .nothingSent, attempts: 3) },
            site: { fault in
                FaultSite(url: "", run: { try SlowLookup().run("http://stuck.test:1", fault) })
            }),
    ]

    /// A connection comes about, and TLS does not.
    static let handshake = [
        untrusted("expired certificate", "The certificate ended yesterday.") { try $0.leaf(expired: true) },
        untrusted("wrong name", "The certificate is another host's.") { try $0.leaf(hosts: ["DNS:other.example"]) },
        untrusted("unknown authority", "The client does not know who signed the certificate.") { _ in
            try Certificates().leaf()
        },
        FaultRow(
            name: "handshake stall", what: "TCP is accepted, and the TLS hello gets no answer.",
            wires: Wire.allCases, needs: (.nothing, .nothing), limits: TimeLimits(connect: .after(short)),
            end: { _ in .outlasts(.connect, short, at: .nothingSent, attempts: 3) },
            site: { _ in .mute("https") { _ = $0.waitForClose() } }),
        FaultRow(
            name: "no TLS", what: "The TLS hello gets a plain HTTP answer.", wires: Wire.allCases,
            needs: (.nothing, .nothing), end: { _ in .fails(.connect, at: .nothingSent) },
            site: { _ in
                .mute("https") { connection in
                    _ = connection.readSome()
                    connection.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
                }
            }),
    ]

    /// A server whose certificate must not be trusted, by a client that trusts another authority of these.
    private static func untrusted(
        _ name: String, _ what: String, _ leaf: @escaping @Sendable (Certificates) throws -> Certificates.Leaf
    ) -> FaultRow {
        FaultRow(
            name: name, what: what, wires: Wire.allCases, needs: (.certificates, .network),
            end: { _ in .fails(.connect, at: .nothingSent) },
            site: { fault in
                let trusted = try Certificates()
                let leaf = try leaf(trusted)
                return try .python(
                    trusted, fault.wire == .http1 ? .http1(leaf) : .http2(leaf), path: "/plain")
            })
    }
}
