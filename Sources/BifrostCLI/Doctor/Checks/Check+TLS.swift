import CurlTransport
import HTTPTransport
import LLM

extension Check {
    /// A certificate that ends sooner than this deserves a word.
    private static let daysBeforeEnd = 14

    /// Without TLS: whether that matters.
    static func unencrypted(_ addresses: [String], sendsKey: Bool, _ route: GatewayRoute) -> Check {
        let isPublic = addresses.contains { !GatewayAddress.isPrivate($0) }
        guard sendsKey, isPublic, route == .direct else { return .skip(.tls, "the base URL is http://") }
        return .warn(
            .tls, "none: the key travels in clear text to a public address",
            "use https:// in --base-url: anybody on the way can read the key")
    }

    /// What TLS agreed on, and whose certificates were shown.
    ///
    /// - Parameters:
    ///   - report: The connection; after a failure one that trusted everybody.
    ///   - failure: Why the configured trust was not enough. Nil when it was.
    ///   - now: The present, in seconds since 1970.
    /// - Returns: The check.
    static func tls(_ report: CurlTransport.ConnectionReport, _ failure: HTTPTransportError?, now: Int) -> Check {
        let session = report.session.map { "\($0.version), \($0.cipher)" } ?? "TLS"
        var check: Check
        if let failure {
            check = .fail(.tls, failure.connectError, advice(failure, report.certificates, now: now))
        } else {
            let time = report.tls.map { " after \(Wording.time($0))" } ?? ""
            check = .pass(.tls, "\(session), trusted\(time)")
            warnOfEnd(&check, report.certificates, now: now)
        }
        check.notes = report.certificates.flatMap { notes($0, now: now) }
        check.add("version", .string(report.session?.version))
        check.add("cipher", .string(report.session?.cipher))
        check.add("tls_ms", .milliseconds(report.tls))
        check.add("certificates", .array(report.certificates.map { json($0, now: now) }))
        return check
    }

    private static func warnOfEnd(_ check: inout Check, _ chain: [CurlTransport.Certificate], now: Int) {
        for certificate in chain {
            guard let left = certificate.daysLeft(at: now), left < daysBeforeEnd else { continue }
            check.status = .warn
            check.advice.append("renew the certificate of \(certificate.name): \(Wording.count(left, "day")) left")
        }
    }

    private static func notes(_ certificate: CurlTransport.Certificate, now: Int) -> [String] {
        let left = certificate.daysLeft(at: now).map { days in
            days >= 0 ? "\(Wording.count(days, "day")) left" : "expired \(Wording.count(-days, "day")) ago"
        }
        let end = certificate.validUntil.map { "until \(Wording.day($0))" }
        let names =
            certificate.alternativeNames.isEmpty ? "" : ": " + certificate.alternativeNames.joined(separator: ", ")
        return [
            certificate.subject + names,
            "  \([end, left].compactMap { $0 }.joined(separator: ", ")); by \(certificate.issuer)",
        ]
    }

    private static func json(_ certificate: CurlTransport.Certificate, now: Int) -> JSONOutput {
        [
            "subject": .string(certificate.subject),
            "issuer": .string(certificate.issuer),
            "names": .array(certificate.alternativeNames.map { .string($0) }),
            "valid_from": .integer(certificate.validFrom),
            "valid_until": .integer(certificate.validUntil),
            "days_left": .integer(certificate.daysLeft(at: now)),
        ]
    }

    private static func advice(
        _ failure: HTTPTransportError, _ chain: [CurlTransport.Certificate], now: Int
    ) -> String {
        let words = failure.nativeMessage?.lowercased() ?? ""
        if failure.code == .timeout { return "the port accepts but does not shake hands: does it speak TLS?" }
        guard let own = chain.first else {
            if words.contains("wrong version number") || words.contains("packet length") {
                return "use http:// in --base-url: the port does not speak TLS"
            }
            return words.contains("verify locations") || words.contains("cafile")
                ? "check --ca-file: it cannot be read" : "does the port speak TLS, and this version of it?"
        }
        if let expired = chain.first(where: { ($0.daysLeft(at: now) ?? 0) < 0 }) {
            return "renew the certificate of \(expired.name), or check this machine's clock: it has expired"
        }
        if let early = chain.first(where: { ($0.validFrom ?? 0) > now }) {
            return "check this machine's clock: the certificate of \(early.name) is not valid yet"
        }
        if words.contains("subject name") || words.contains("hostname") {
            return
                "use a name in --base-url that the certificate is for: \(own.alternativeNames.joined(separator: ", "))"
        }
        return "trust the authority with --ca-file FILE, if you know it: \(chain.last?.issuer ?? own.issuer)"
    }
}

extension CurlTransport.Certificate {
    /// Whole days until it ends, negative after that.
    func daysLeft(at now: Int) -> Int? {
        validUntil.map { Int((Double($0 - now) / 86_400).rounded(.down)) }
    }

    /// Its subject's common name, or all of it.
    fileprivate var name: String {
        for part in subject.split(separator: ",") {
            let words = part.split(separator: "=", maxSplits: 1).map { $0.drop { $0 == " " } }
            guard words.count == 2, words[0].split(separator: " ").first == "CN" else { continue }
            return String(words[1])
        }
        return subject
    }
}
