public import HTTPTransport

extension CurlTransport {
    /// The libcurl that this process runs with, and what it was built with.
    public struct LibraryReport: Hashable, Sendable {
        /// Its version, such as `7.88.1`.
        public var version: String
        /// Its TLS library with version, such as `OpenSSL/3.0.15`.
        ///
        /// Nil when it speaks no TLS.
        public var tls: String?
        /// The HTTP versions that this transport can ask it for, such as `HTTP/1.1` and `HTTP/2`.
        public var httpVersions: [String]
        /// The codings of compressed answers that it decodes, such as `gzip` and `br`.
        public var compressions: [String]
        /// What looks names up: `threads`, each asking the system, or c-ares with its version.
        public var resolver: String
        /// Whether it speaks IPv6.
        public var speaksIPv6: Bool
        /// Whether it connects to unix-domain sockets.
        public var speaksUnixSockets: Bool
    }

    /// Describes the libcurl that this process runs with; nothing is sent.
    ///
    /// - Returns: The description.
    /// - Throws: `HTTPTransportError` with `unsupported` when this libcurl cannot be used.
    public static func library() throws(HTTPTransportError) -> LibraryReport {
        try CurlLibrary.shared.get().report
    }
}
