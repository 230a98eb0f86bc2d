import CurlTransport
import HTTPTransport
import Testing

@Suite("A transport's configuration")
struct ConfigurationTests {
    typealias Configuration = CurlTransport.Configuration

    struct Nonsense: Sendable, CustomTestStringConvertible {
        /// A word of the error's message.
        var word: String
        var change: @Sendable (inout Configuration) -> Void
        var testDescription: String { word }

        init(_ word: String, _ change: @escaping @Sendable (inout Configuration) -> Void) {
            self.word = word
            self.change = change
        }
    }

    static let numbers: [Nonsense] = [
        Nonsense("maximumTransfers") { $0.maximumTransfers = 0 },
        Nonsense("maximumTransfersPerOrigin") { $0.maximumTransfersPerOrigin = 0 },
        Nonsense("maximumConnectsPerOrigin") { $0.maximumConnectsPerOrigin = -1 },
        Nonsense("maximumUnread") { $0.maximumUnread = 0 },
        Nonsense("maximumHeadSize") { $0.maximumHeadSize = 0 },
        Nonsense("loops") { $0.loops = 0 },
        Nonsense("loops") { $0.loops = 65 },
        Nonsense("low-water") { $0.lowWaterMark = -1 },
        Nonsense("low-water") { $0.lowWaterMark = $0.highWaterMark },
        Nonsense("high-water") { ($0.lowWaterMark, $0.highWaterMark) = (0, 0) },
        Nonsense("nameCacheAge") { $0.nameCacheAge = .seconds(-1) },
        Nonsense("maximumIdleAge") { $0.maximumIdleAge = .milliseconds(999) },
        Nonsense("maximumConnectionAge") { $0.maximumConnectionAge = .zero },
        Nonsense("keepAlive.idle") { $0.keepAlive = .init(idle: .zero) },
        Nonsense("keepAlive.interval") { $0.keepAlive = .init(interval: .milliseconds(1)) },
    ]

    static let texts: [Nonsense] = [
        Nonsense("control") { $0.userAgent = "a\r\nb" },
        Nonsense("control") { $0.proxy = .url("http://proxy\n") },
        Nonsense("control") { $0.unixSocketPath = "/run/a\u{0}b" },
        Nonsense("control") { $0.tls.authorities = .file("a\u{0}b") },
        Nonsense("control") { $0.tls.identity = .init(certificate: .file("a\nb"), privateKey: .file("b")) },
        Nonsense("control") { $0.tls.identity = .init(certificate: .file("a"), privateKey: .file("\u{7f}")) },
        Nonsense("control") {
            $0.tls.identity = .init(certificate: .file("a"), privateKey: .file("b"), passphrase: "a\u{0}b")
        },
        Nonsense("pinned") { $0.tls.pinnedPublicKeys = ["sha256//short"] },
        Nonsense("pinned") { $0.tls.pinnedPublicKeys = [String(repeating: "A", count: 43) + ";"] },
        Nonsense("unix-domain") { $0.unixSocketPath = "" },
        Nonsense("unix-domain") { $0.unixSocketPath = "/" + String(repeating: "a", count: 107) },
    ]

    static let overrides: [Nonsense] = [
        ("", 80, ["127.0.0.1"]), ("host", 0, ["127.0.0.1"]), ("host", 65536, ["127.0.0.1"]), ("host", 80, []),
        ("host", 80, [""]), ("host", 80, ["127.0.0.1,::1"]), ("host:80", 80, ["127.0.0.1"]),
        ("-host", 80, ["127.0.0.1"]), ("*", 80, ["127.0.0.1"]), ("+host", 80, ["127.0.0.1"]),
        ("ho st", 80, ["127.0.0.1"]),
    ].map { (host: String, port: Int, addresses: [String]) in
        Nonsense("override") { $0.nameOverrides = [.init(host: host, port: port, addresses: addresses)] }
    }

    @Test("is refused, with the reason, when a value makes no sense", arguments: numbers + texts + overrides)
    func refused(_ nonsense: Nonsense) {
        var configuration = Configuration()
        nonsense.change(&configuration)
        let error = #expect(throws: HTTPTransportError.self) { try CurlTransport(configuration) }
        #expect(error?.code == .invalidRequest)
        #expect(error?.message.contains(nonsense.word) == true)
    }

    @Test("may be at its bounds")
    func bounds() throws {
        var configuration = Configuration()
        configuration.maximumTransfers = 1
        configuration.maximumConnectsPerOrigin = 1
        (configuration.lowWaterMark, configuration.highWaterMark) = (0, 1)
        configuration.nameCacheAge = .zero
        configuration.maximumIdleAge = .seconds(1)
        configuration.maximumConnectionAge = nil
        configuration.keepAlive = nil
        configuration.userAgent = ""
        configuration.unixSocketPath = String(repeating: "a", count: 107)
        configuration.tls.pinnedPublicKeys = [String(repeating: "A", count: 43) + "="]
        configuration.nameOverrides = [.init(host: "host", port: 65535, addresses: ["127.0.0.1", "::1"])]
        _ = try CurlTransport(configuration)
    }

    @Test(
        "shows no secret",
        arguments: [
            "http://user:hunter2@proxy:3128", "user:hunter2@proxy:3128", "socks5h://user:hunter2@at@proxy",
            "http://hunter2@proxy",
        ])
    func secrecy(proxy: String) {
        var configuration = Configuration()
        configuration.proxy = .url(proxy)
        configuration.tls.identity = .init(
            certificate: .text("hunter2"), privateKey: .text("hunter2"), passphrase: "hunter2")
        var text = "\(configuration) \(String(reflecting: configuration))"
        dump(configuration, to: &text)
        for part in [configuration.proxy as Any, configuration.tls, configuration.tls.identity as Any] {
            text += "\(part) \(String(reflecting: part))"
            dump(part, to: &text)
        }
        #expect(!text.contains("hunter2"))
        #expect(text.contains("proxy"))
    }

    @Test("shows the place of a certificate")
    func places() {
        let identity = Configuration.TLS.Identity(certificate: .file("/etc/client.pem"), privateKey: .text("secret"))
        #expect("\(identity)" == "identity(/etc/client.pem)")
        #expect("\(identity.privateKey)" == "PEM in memory")
    }
}
