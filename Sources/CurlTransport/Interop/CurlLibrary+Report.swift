internal import CCurl

extension CurlLibrary {
    /// The description for people.
    var report: CurlTransport.LibraryReport {
        CurlTransport.LibraryReport(
            version: version,
            tls: tls,
            httpVersions: ["HTTP/1.1"] + (speaksHTTP2 ? ["HTTP/2"] : []),
            compressions: [
                (ccurl_feature_libz, ["gzip", "deflate"]), (ccurl_feature_brotli, ["br"]),
                (ccurl_feature_zstd, ["zstd"]),
            ].flatMap { features & $0.0 != 0 ? $0.1 : [] },
            resolver: cares.map { "c-ares \($0)" } ?? "threads",
            speaksIPv6: features & ccurl_feature_ipv6 != 0,
            speaksUnixSockets: speaksUnixSockets
        )
    }
}
