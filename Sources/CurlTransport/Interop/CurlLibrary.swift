internal import CCurl
internal import Glibc
internal import HTTPTransport

/// The libcurl that this process runs with: initialised once, never cleaned up, its version checked.
///
/// Others in the process may use libcurl too, so a library must not tear it down.
struct CurlLibrary: Sendable {
    /// The version as one number, such as `0x075801` for 7.88.1.
    let versionNumber: UInt32
    /// The version in words.
    let version: String
    /// Its TLS library with version, as `OpenSSL/3.0.15`.
    ///
    /// Nil without one.
    let tls: String?
    /// The version of c-ares, if that looks names up.
    let cares: String?
    let features: Int32

    /// The library, or the reason why it cannot be used.
    static let shared: Result<CurlLibrary, HTTPTransportError> = load()

    var speaksHTTP2: Bool { has(ccurl_feature_http2) && versionNumber >= 0x075500 }
    /// HTTP/2 without TLS: before 8.0 a second request on such a connection failed.
    var speaksHTTP2WithoutTLS: Bool { has(ccurl_feature_http2) && versionNumber >= 0x080000 }
    var speaksTLS: Bool { has(ccurl_feature_ssl) }
    var speaksUnixSockets: Bool { has(ccurl_feature_unix_sockets) }

    /// Whether each attempt at a request is announced before it is written.
    ///
    /// Without it a reused connection that died could not be told from a fresh one.
    var tellsOfEachAttempt: Bool { versionNumber >= 0x075000 }
    /// Whether a kept connection is looked at each time before it is used again, and not once a second at most.
    var looksBeforeEachReuse: Bool { versionNumber < 0x081600 }
    /// Whether certificates and keys can come from memory.
    var takesBlobs: Bool { versionNumber >= 0x074700 }

    /// Whether a paused HTTP/2 stream neither loses data nor starves its siblings; measured release by release.
    var pausesHTTP2: Bool {
        switch versionNumber {
        case 0x075800..<0x080300, 0x080400..<0x080600, 0x080e00..<0x081000, 0x081100...: speaksHTTP2
        default: false
        }
    }

    /// Whether one HTTP/2 stream's full receive buffer holds up all that its connection receives.
    ///
    /// The last frame that did not fit is handed over without its end, which is seen only when more bytes arrive. And
    /// what a paused stream's siblings receive for it is kept, however much it is.
    var stopsAtFullBuffer: Bool { versionNumber < 0x080100 }

    /// Whether taking a transfer out takes as long as its name lookup does.
    var waitsForLookups: Bool { versionNumber < 0x075700 }

    /// Whether it asks to watch event descriptors of its own.
    var watchesEventDescriptors: Bool { versionNumber >= 0x081400 }

    private func has(_ feature: Int32) -> Bool { features & feature != 0 }

    private static func load() -> Result<CurlLibrary, HTTPTransportError> {
        keepOpenSSLUpAtExit()
        guard curl_global_init(ccurl_global_default) == CURLE_OK else {
            return .failure(HTTPTransportError(.unsupported, "libcurl could not be initialised"))
        }
        let info = unsafe ccurl_version().pointee  // static data of libcurl
        let library = unsafe CurlLibrary(
            versionNumber: info.version_num,
            version: info.version.map { unsafe String(cString: $0) } ?? "unknown",
            tls: info.ssl_version.map { unsafe String(cString: $0) },
            cares: info.ares.map { unsafe String(cString: $0) },
            features: info.features
        )
        if library.versionNumber < 0x074400 {
            return .failure(
                HTTPTransportError(.unsupported, "libcurl \(library.version) is too old; 7.68.0 or newer is needed"))
        }
        if !library.has(ccurl_feature_asynchdns) {
            let reason = "libcurl \(library.version) resolves names synchronously, which would block every stream"
            return .failure(HTTPTransportError(.unsupported, reason))
        }
        return .success(library)
    }

    /// OpenSSL's own exit handler would free its state under the loop thread while `exit()` runs.
    private static func keepOpenSSLUpAtExit() {
        typealias Initialise = @convention(c) (UInt64, OpaquePointer?) -> Int32
        let noAtExit: UInt64 = 0x0008_0000
        guard let symbol = unsafe dlsym(nil, "OPENSSL_init_crypto") else { return }
        _ = unsafe unsafeBitCast(symbol, to: Initialise.self)(noAtExit, nil)  // its C signature since OpenSSL 1.1
    }
}
