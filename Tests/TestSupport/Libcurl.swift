internal import CCurl

/// The libcurl that the tests run with: what another release does otherwise is not asked of it.
///
/// `docs/libcurl.md` tells of the differences.
public enum Libcurl {
    private static let version = unsafe ccurl_version().pointee.version_num  // static data of libcurl

    /// Whether connections are used for further requests.
    public static let reusesConnections = version >= 0x075000
    /// Whether the file of authorities is read once, and not for each connection.
    public static let keepsAuthorities = version >= 0x075700
    /// Whether HTTP/2 is spoken where it is asked for.
    public static let speaksHTTP2 = version >= 0x075500
}
