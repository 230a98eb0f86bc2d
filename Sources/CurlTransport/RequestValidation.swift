internal import HTTPTransport

extension HTTPRequest {
    /// Refuses what must never reach the wire: libcurl sends line ends in fields and methods as they are.
    func validate() throws(HTTPTransportError) {
        guard HTTPFieldRules.isToken(method) else { throw .invalidRequest("the method is not a token") }
        try validateURL()
        for field in fields.all { try field.validate() }
        if let limit = shortestLimit, limit <= .zero { throw .invalidRequest("a time limit must be more than zero") }
    }

    private func validateURL() throws(HTTPTransportError) {
        let bytes = url.utf8
        guard bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7f }) else {
            throw .invalidRequest("the URL has white space or control characters")
        }
        let scheme = url.prefix { $0 != ":" }.lowercased()
        guard scheme == "http" || scheme == "https" else {
            throw .invalidRequest("the URL's scheme is not http or https")
        }
        let rest = bytes.dropFirst(scheme.utf8.count)
        guard rest.starts(with: "://".utf8) else { throw .invalidRequest("the URL has no host") }
        let authority = rest.dropFirst(3).prefix { !"/?#".utf8.contains($0) }
        guard let first = authority.first, first != UInt8(ascii: ":") else {
            throw .invalidRequest("the URL has no host")
        }
        guard !authority.contains(UInt8(ascii: "@")) else {
            throw .invalidRequest("the URL has user information; send credentials as header fields")
        }
    }

    private var shortestLimit: Duration? {
        [limits.queue, limits.connect, limits.firstByte, limits.idle].compactMap { $0 }.min()
    }
}

extension HTTPFields.Field {
    /// RFC 9110 section 5.5: names are tokens, values hold no line ends, NUL or other controls than a tab.
    fileprivate func validate() throws(HTTPTransportError) {
        guard HTTPFieldRules.isToken(name) else { throw .invalidRequest("a header name is not a token") }
        guard HTTPFieldRules.isValue(value) else {
            throw .invalidRequest("the value of the header \(name) has control characters")
        }
        let framing = ["content-length", "transfer-encoding"]
        guard !framing.contains(name.lowercased()) else {
            throw .invalidRequest("the header \(name) belongs to the transport")
        }
    }
}

extension HTTPTransportError {
    static func invalidRequest(_ message: String) -> HTTPTransportError {
        HTTPTransportError(.invalidRequest, message)
    }
}
