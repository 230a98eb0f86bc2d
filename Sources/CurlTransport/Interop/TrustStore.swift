internal import CCurl
internal import Glibc
internal import HTTPTransport

/// Where libcurl finds the authorities to trust: always one file, which it parses once.
struct TrustStore: Sendable {
    /// The file's path.
    ///
    /// Nil leaves it to libcurl.
    let path: String?
    private let memory: MemoryFile?

    init(_ authorities: CurlTransport.Configuration.TLS.Authorities, _ library: CurlLibrary)
        throws(HTTPTransportError)
    {
        switch authorities {
        case .system: (path, memory) = (library.systemAuthorities, nil)
        case .file(let path): (self.path, memory) = (path, nil)
        case .pem(let text):
            let file = try MemoryFile(text)
            (path, memory) = (file.path, file)
        }
    }
}

extension CurlLibrary {
    /// The system's bundle.
    ///
    /// Nil when it is nowhere that is known.
    var systemAuthorities: String? {
        builtInAuthorities ?? Self.usualAuthorities.first { isReadable($0) }
    }

    /// Where distributions keep it; libcurl older than 7.84 does not tell.
    private static let usualAuthorities = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ]

    private var builtInAuthorities: String? {
        guard let path = EasyHandle()?.string(ccurl_info_cainfo), isReadable(path) else { return nil }
        return path
    }

    private func isReadable(_ path: String) -> Bool { unsafe access(path, R_OK) == 0 }
}
