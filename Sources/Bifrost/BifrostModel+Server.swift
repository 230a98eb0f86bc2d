extension BifrostModel {
    /// The gateway's host, without the brackets of an IPv6 address, and its port.
    package var server: (host: String, port: Int) { service.baseURL.server }
}

extension BaseURL {
    /// The base URL was checked, so that taking it apart cannot fail.
    fileprivate var server: (host: String, port: Int) {
        let scheme = text.prefix { $0 != ":" }
        let authority = text.dropFirst(scheme.count + 3).prefix { $0 != "/" }
        let port = authority.lastIndex(of: ":").flatMap { Int(authority[authority.index(after: $0)...]) }
        let host = authority.first == "[" ? authority.dropFirst().prefix { $0 != "]" } : authority.prefix { $0 != ":" }
        return (String(host), port ?? (scheme.lowercased() == "https" ? 443 : 80))
    }
}
