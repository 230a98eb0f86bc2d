extension CurlTransport.Configuration {
    /// Where connections go through.
    @nonexhaustive
    public enum Proxy: Hashable, Sendable {
        /// Straight to the server.
        case none
        /// What `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` say, read anew for each request.
        ///
        /// libcurl reads the environment on the loop thread: nothing in the process may change it meanwhile.
        case environment
        /// This proxy, such as `http://proxy:3128`, `http://user:password@proxy` or `socks5h://proxy`.
        ///
        /// An https URL is reached by CONNECT; the server's credentials never reach the proxy, nor the other way.
        case url(String)
    }
}

extension CurlTransport.Configuration.Proxy: CustomStringConvertible, CustomReflectable {
    /// The proxy without its credentials.
    public var description: String {
        switch self {
        case .none: "none"
        case .environment: "environment"
        case .url(let url): Self.withoutUserInformation(url)
        }
    }

    /// The description alone, so that a dump shows no credentials either.
    public var customMirror: Mirror { Mirror(self, children: ["proxy": description]) }

    private static func withoutUserInformation(_ url: String) -> String {
        guard let at = url.utf8.lastIndex(of: UInt8(ascii: "@")) else { return url }
        let scheme = url.split(separator: "://", maxSplits: 1).count > 1 ? url.prefix { $0 != ":" } + "://" : ""
        return scheme + url[url.utf8.index(after: at)...]
    }
}
