import LLM

/// A checked base URL of a gateway, ready to have an endpoint's path appended.
struct BaseURL: Sendable {
    /// Scheme, authority and path, without a slash at the end.
    let text: String
    /// Which of the gateway's interfaces the path leads to.
    let flavour: GatewayFlavour
    /// The gateway above its interfaces, without a slash at the end.
    let root: String

    /// Checks a base URL (RFC 3986, http and https alone); messages never repeat it, since it may hold a password.
    init(_ text: String) throws(LLMError) {
        guard !text.isEmpty else { throw Self.wrong("is required, e.g. http://localhost:8080/v1") }
        guard text.utf8.allSatisfy(Self.isURLByte) else {
            throw Self.wrong("has a character that a URL cannot have, such as a space or a control character")
        }
        guard !text.contains("?"), !text.contains("#") else { throw Self.wrong("must not have a query or a fragment") }
        guard let separator = text.firstRange(of: "://"),
            ["http", "https"].contains(text[..<separator.lowerBound].lowercased())
        else { throw Self.wrong("must begin with http:// or https://") }

        let rest = text[separator.upperBound...]
        let authority = rest.prefix { $0 != "/" }
        try Self.check(authority: authority)
        var path = rest[authority.endIndex...]
        while path.last == "/" { path.removeLast() }

        guard !path.hasSuffix("/chat/completions") else {
            throw Self.wrong("must end before /chat/completions, which is added to it")
        }
        if path.isEmpty { path = "/v1" }

        // Texts that are joined as collections make the runtime search all conformances of the program.
        let site = String(text[..<authority.endIndex])
        self.text = site + String(path)
        flavour = GatewayFlavour(path: path)
        root = site + GatewayFlavour.prefix(of: path)
    }

    private static func check(authority: Substring) throws(LLMError) {
        guard !authority.contains("@") else {
            throw wrong("must not have a user or a password; use apiKey or a header")
        }
        let hostEnd = authority.hasPrefix("[") ? authority.firstIndex(of: "]").map(authority.index(after:)) : nil
        let host = authority[..<(hostEnd ?? authority.firstIndex(of: ":") ?? authority.endIndex)]
        guard isHost(host) else { throw wrong("has no valid host") }
        let port = authority[host.endIndex...]
        guard port.isEmpty || isPort(port) else { throw wrong("has a bad port; it must be 1 to 65535") }
    }

    private static func isHost(_ host: Substring) -> Bool {
        guard host.first == "[" else {
            return !host.isEmpty && host.utf8.allSatisfy { !"[]:".utf8.contains($0) }
        }
        let address = host.dropFirst().dropLast()
        return host.last == "]" && address.contains(":")
            && address.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
    }

    private static func isPort(_ text: Substring) -> Bool {
        let digits = text.dropFirst()
        guard text.first == ":", digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
        return Int(digits).map { (1...65535).contains($0) } ?? false
    }

    /// Printable ASCII without what RFC 3986 leaves out of its grammar; a backslash would end the host for some parsers.
    private static func isURLByte(_ byte: UInt8) -> Bool {
        (0x21...0x7e).contains(byte) && !#""<>\^`{|}"#.utf8.contains(byte)
    }

    private static func wrong(_ problem: String) -> LLMError {
        LLMError(.configuration, "ProviderConfig.baseURL \(problem)")
    }
}
