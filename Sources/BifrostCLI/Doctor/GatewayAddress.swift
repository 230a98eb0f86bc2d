import Glibc

/// Where a base URL leads: the host and the port that a connection is made to.
struct GatewayAddress: Equatable {
    var isEncrypted: Bool
    var host: String
    var port: Int

    /// Takes a base URL apart that was checked before.
    init(_ url: String) {
        isEncrypted = url.lowercased().hasPrefix("https://")
        let authority = (url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]).prefix { $0 != "/" }
        let hostEnd = authority.hasPrefix("[") ? authority.firstIndex(of: "]").map(authority.index(after:)) : nil
        let name = authority[..<(hostEnd ?? authority.firstIndex(of: ":") ?? authority.endIndex)]
        host = name.filter { $0 != "[" && $0 != "]" }
        port = Int(authority[name.endIndex...].dropFirst()) ?? (isEncrypted ? 443 : 80)
    }

    /// Whether the host is an address, so that there is no name to look up.
    var isNumeric: Bool { Self.family(of: host) != nil }

    /// Whether an address is of this machine or a private network (RFC 1918, RFC 4193, RFC 3927, RFC 4291).
    static func isPrivate(_ address: String) -> Bool {
        switch family(of: address) {
        case AF_INET:
            let parts = address.split(separator: ".").compactMap { Int($0) }
            guard parts.count == 4 else { return false }
            return parts[0] == 127 || parts[0] == 10 || (parts[0], parts[1]) == (192, 168)
                || (parts[0], parts[1]) == (169, 254) || parts[0] == 172 && 16...31 ~= parts[1]
        case AF_INET6:
            let address = address.lowercased()
            return address == "::1" || ["fc", "fd", "fe8", "fe9", "fea", "feb"].contains(where: address.hasPrefix)
        default: return false
        }
    }

    private static func family(of text: String) -> Int32? {
        var address = in6_addr()
        return [AF_INET, AF_INET6].first { inet_pton($0, text, &address) == 1 }
    }
}
