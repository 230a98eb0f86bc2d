internal import HTTPTransport

/// Whom a request goes to: scheme, host and port (RFC 9110 section 4.3.1).
struct Origin: Hashable {
    private let text: String
    /// The text's, worked out once: origins are looked up several times for each transfer.
    private let textHash: Int

    /// Whether it is spoken to over TLS.
    var isSecure: Bool { text.hasPrefix("https:") }

    /// The origin of a URL that has been validated.
    init(of url: String) {
        let scheme = url.prefix { $0 != ":" }.lowercased()
        let rest = url.utf8.dropFirst(scheme.utf8.count + 3)
        let authority = String(decoding: rest.prefix { !"/?#".utf8.contains($0) }, as: UTF8.self).lowercased()
        let hasPort =
            authority.utf8.drop { $0 != UInt8(ascii: "]") }.contains(UInt8(ascii: ":"))
            || authority.utf8.first != UInt8(ascii: "[") && authority.utf8.contains(UInt8(ascii: ":"))
        let text = "\(scheme)://\(authority)" + (hasPort ? "" : scheme == "https" ? ":443" : ":80")
        self.text = text
        textHash = text.hashValue
    }

    static func == (one: Origin, other: Origin) -> Bool { one.textHash == other.textHash && one.text == other.text }
    func hash(into hasher: inout Hasher) { hasher.combine(textHash) }
}
