internal import HTTPTransport

extension HTTPRequest {
    /// Refuses what must never reach the wire: libcurl sends line ends in fields and methods as they are.
    ///
    /// The URL is looked at apart, see ``Origin``.
    func validate() throws(HTTPTransportError) {
        guard HTTPFieldRules.isToken(method) else { throw .invalidRequest("the method is not a token") }
        // By position, since a loop over the elements copies each of them.
        for position in fields.all.indices { try fields.all[position].validate() }
        guard limits.areSound else { throw .invalidRequest("a time limit must be more than zero") }
    }

    static func validate(url: String) throws(HTTPTransportError) {
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
}

extension TransferLimits {
    fileprivate var areSound: Bool {
        queue ?? .seconds(1) > .zero && connect ?? .seconds(1) > .zero && firstByte ?? .seconds(1) > .zero
            && idle ?? .seconds(1) > .zero
    }
}

extension HTTPFields.Field {
    /// RFC 9110 section 5.5: names are tokens, values hold no line ends, NUL or other controls than a tab.
    fileprivate func validate() throws(HTTPTransportError) {
        guard HTTPFieldRules.isToken(name) else { throw .invalidRequest("a header name is not a token") }
        guard HTTPFieldRules.isValue(value) else {
            throw .invalidRequest("the value of the header \(name) has control characters")
        }
        guard !isFraming else { throw .invalidRequest("the header \(name) belongs to the transport") }
    }

    private var isFraming: Bool {
        switch name.utf8.count {
        case "content-length".utf8.count: name.lowercased() == "content-length"
        case "transfer-encoding".utf8.count: name.lowercased() == "transfer-encoding"
        default: false
        }
    }
}

extension HTTPTransportError {
    static func invalidRequest(_ message: String) -> HTTPTransportError {
        HTTPTransportError(.invalidRequest, message)
    }
}
