import CurlTransport

/// Which way requests go.
enum GatewayRoute: Equatable {
    case direct
    /// A proxy's URL without its user and password.
    case proxy(String)
    case unixSocket(String)

    /// Without the user information of a proxy's URL, which may be a secret.
    static func through(proxy: String) -> GatewayRoute {
        let start = proxy.firstRange(of: "://")?.upperBound ?? proxy.startIndex
        let authority = proxy[start...].prefix { $0 != "/" }
        guard let sign = authority.lastIndex(of: "@") else { return .proxy(proxy) }
        return .proxy(String(proxy[..<start] + "…" + proxy[sign...]))
    }
}

extension GatewayRoute: CustomStringConvertible {
    var description: String {
        switch self {
        case .direct: "no proxy"
        case .proxy(let url): "through the proxy \(url)"
        case .unixSocket(let path): "through the socket \(path)"
        }
    }
}

extension ModelSettings {
    /// Which way requests go.
    var route: GatewayRoute {
        if let path = transportConfiguration.unixSocketPath { return .unixSocket(path) }
        if case .url(let proxy) = transportConfiguration.proxy { return .through(proxy: proxy) }
        return .direct
    }
}
