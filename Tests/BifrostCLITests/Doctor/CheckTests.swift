import Bifrost
import CurlTransport
import HTTPTransport
import LLM
import Testing

@testable import BifrostCLI

@Suite("What the doctor makes of what it sees")
struct CheckTests {
    private static let now = 1_795_000_000
    private static let day = 86_400

    private static func chain(from start: Int = -10, until end: Int = 90) -> [CurlTransport.Certificate] {
        [
            CurlTransport.Certificate(
                subject: "O = Us, CN = gateway.example", issuer: "CN = Our authority",
                alternativeNames: ["DNS:gateway.example"], validFrom: now + start * day, validUntil: now + end * day)
        ]
    }

    private static func tls(_ chain: [CurlTransport.Certificate], failure words: String? = nil) -> Check {
        var report = CurlTransport.ConnectionReport()
        report.certificates = chain
        report.session = CurlTransport.TLSSession(version: "TLSv1.3", cipher: "TLS_AES_256_GCM_SHA384")
        let failure = words.map { words in
            var error = HTTPTransportError(.tls, "TLS failed")
            error.nativeMessage = words
            return error
        }
        return .tls(report, failure, now: now)
    }

    @Test
    func `A certificate that ends soon is warned of`() {
        #expect(Self.tls(Self.chain()).status == .pass)
        let soon = Self.tls(Self.chain(until: 3))
        #expect(soon.status == .warn)
        #expect(soon.advice == ["renew the certificate of gateway.example: 3 days left"])
        #expect(soon.notes.contains { $0.contains("3 days left") })
    }

    @Test
    func `A list of models that was cut has advice and not a description`() {
        let check = Check.models(failed: LLMError(.truncated, "the connection was lost"))
        #expect(check.status == .fail && check.failure == .unreadable)
        #expect(check.advice == [Check.adviceOnCutAnswers])
    }

    private static let refusals: [(String, [CurlTransport.Certificate], String, advice: String)] = [
        ("expired", chain(until: -2), "SSL certificate problem: certificate has expired", "renew the certificate"),
        (
            "too early", chain(from: 2), "SSL certificate problem: certificate is not yet valid",
            "check this machine's clock"
        ),
        ("unknown", chain(), "SSL certificate problem: unable to get local issuer certificate", "--ca-file"),
        ("other name", chain(), "SSL: no alternative certificate subject name matches", "DNS:gateway.example"),
        ("no TLS", [], "error:0A00010B:SSL routines::wrong version number", "use http://"),
        ("no file", [], "error setting certificate verify locations:  CAfile: /x", "check --ca-file"),
    ]

    @Test(arguments: refusals.indices)
    func `A refused handshake has advice of its own`(index: Int) {
        let (_, chain, words, advice) = Self.refusals[index]
        let check = Self.tls(chain, failure: words)
        #expect(check.status == .fail)
        #expect(check.failure == .unreachable)
        #expect(check.message == words)
        #expect(check.advice.count == 1 && check.advice[0].contains(advice), "\(check.advice)")
    }

    @Test
    func `A key in clear text to a public address is warned of, and nothing else`() {
        func check(_ address: String, sendsKey: Bool = true, _ route: GatewayRoute = .direct) -> Check.Status {
            Check.unencrypted([address], sendsKey: sendsKey, route).status
        }
        #expect(check("203.0.113.5") == .warn)
        #expect(check("2001:db8::1") == .warn)
        for address in ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "::1", "fd00::1", "fe80::1"] {
            #expect(check(address) == .skip)
        }
        #expect(check("203.0.113.5", sendsKey: false) == .skip)
        #expect(check("203.0.113.5", .unixSocket("/run/s")) == .skip)
    }

    private static func chat(headAfter wait: Duration) -> ChatObservation {
        let sent = ContinuousClock.now
        var chat = ChatObservation()
        chat.head = HTTPResponseHead(
            status: 200, version: "HTTP/1.1",
            fields: HTTPFields([.init(name: "Content-Type", value: "text/event-stream; charset=utf-8")]),
            requestSent: sent)
        chat.headArrived = sent + wait
        return chat
    }

    @Test
    func `A wait that comes near its limit is warned of`() {
        #expect(Check.head(Self.chat(headAfter: .seconds(20)), limit: .seconds(30)).status == .pass)
        #expect(Check.head(Self.chat(headAfter: .seconds(60)), limit: nil).status == .pass)
        let late = Check.head(Self.chat(headAfter: .seconds(22)), limit: .seconds(30))
        #expect(late.status == .warn)
        #expect(late.advice == ["raise --first-byte-timeout: the head came after 22 s of 30 s"])
    }

    @Test
    func `The gateway's clock is compared with ours`() {
        let date = "Sun, 06 Nov 1994 08:49:37 GMT"
        func check(_ offset: Double) -> Check {
            Check.clock(date, now: UnixTime(seconds: 784_111_777 + offset))
        }
        #expect(check(0.9).message == "agrees with ours")
        #expect(check(30).status == .pass)
        #expect(check(30).message == "30 s behind ours")
        #expect(check(-300).status == .warn)
        #expect(check(-300).advice == ["set the clocks: the gateway's is 5 min ahead of this machine's"])
        #expect(Check.clock(nil, now: .now()).status == .skip)
        #expect(Check.clock("yesterday", now: .now()).status == .skip)
    }

    @Test
    func `Gateways are told by what they let slip`() {
        typealias Evidence = GatewayIdentity.Evidence
        func kind(_ evidence: Evidence) -> GatewayIdentity.Kind { GatewayIdentity(evidence).kind }
        #expect(kind(Evidence(hasExtraFields: true)) == .bifrost)
        #expect(kind(Evidence(version: "v2.5.1")) == .bifrost)
        // Bifrost hands its provider's header fields on.
        #expect(kind(Evidence(headers: ["openai-version": "1", "x-bifrost-provider": "openai"])) == .bifrost)
        #expect(kind(Evidence(headers: ["openai-version": "1"])) == .openai)
        #expect(kind(Evidence(headers: ["x-litellm-call-id": "1", "openai-version": "1"])) == .litellm)
        #expect(kind(Evidence(owners: ["vllm"])) == .vllm)
        #expect(kind(Evidence(headers: ["server": "uvicorn"])) == .other)
    }

    @Test(arguments: [
        ("http://localhost:8080/v1", false, "localhost", 8080), ("https://a.example", true, "a.example", 443),
        ("http://[::1]:81/openai/v1", false, "::1", 81), ("HTTP://a/", false, "a", 80),
    ])
    func `A base URL leads to a host and a port`(url: String, isEncrypted: Bool, host: String, port: Int) {
        let address = GatewayAddress(url)
        #expect((address.isEncrypted, address.host, address.port) == (isEncrypted, host, port))
    }

    @Test(arguments: [
        ("http://user:secret@proxy:3128", "http://…@proxy:3128"), ("http://proxy:3128", "http://proxy:3128"),
        ("user:secret@proxy", "…@proxy"),
    ])
    func `A proxy is named without its password`(url: String, shown: String) {
        #expect(GatewayRoute.through(proxy: url) == .proxy(shown))
    }

    @Test
    func `Advice on failures comes first, and nothing twice`() {
        var diagnosis = Diagnosis()
        diagnosis.checks = [
            .warn(.models, "", "second"), .warn(.pace, "", "second"),
            .fail(.head, LLMError(.authentication, "no"), "first"), .fail(.end, LLMError(.timeout, "late"), "third"),
        ]
        #expect(diagnosis.advice == ["first", "third", "second"])
        #expect(diagnosis.status == .refused)
    }

    @Test
    func `The report fits a terminal, and what was skipped for one reason shares a line`() {
        var report = DoctorReport(style: Style(isEnabled: false))
        let long = Check.warn(.pace, String(repeating: "word 你好 ", count: 30), String(repeating: "do this ", count: 30))
        var text = report.lines(long)
        #expect(report.lines(.skip(.heartbeats, "pace failed")) == "")
        #expect(report.lines(.skip(.end, "pace failed")) == "")
        text += report.summary(Diagnosis(checks: [long], limits: LimitRow.rows(TimeLimits())))
        #expect(text.contains("skip  2 checks       pace failed: heartbeats, end\n"))
        #expect(text.split(separator: "\n").allSatisfy { TextWidth.columns(of: $0) <= 80 })
    }
}
