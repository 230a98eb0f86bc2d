internal import CCurl

extension EasyHandle {
    /// Whom to trust and how to identify, for the server and for a proxy that speaks TLS.
    func setTLS(_ settings: ConnectionSettings) {
        let tls = settings.configuration.tls
        let version = tls.minimumVersion == .v1_3 ? ccurl_sslversion_tls_1_3 : ccurl_sslversion_tls_1_2
        set(CURLOPT_SSLVERSION, version)
        set(CURLOPT_PROXY_SSLVERSION, version)
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        set(ccurl_opt_ca_cache_timeout, -1)
        if let path = settings.trust.path { setAuthorities(path) }
        if let identity = tls.identity { setIdentity(identity) }
        if !tls.pinnedPublicKeys.isEmpty {
            set(CURLOPT_PINNEDPUBLICKEY, tls.pinnedPublicKeys.map { "sha256//\($0)" }.joined(separator: ";"))
        }
    }

    /// A folder of certificates is parsed again for every connection (47 ms); a file is parsed once.
    private func setAuthorities(_ path: String) {
        set(CURLOPT_CAINFO, path)
        set(CURLOPT_CAPATH, nil as String?)
        set(CURLOPT_PROXY_CAINFO, path)
        set(CURLOPT_PROXY_CAPATH, nil as String?)
    }

    private func setIdentity(_ identity: CurlTransport.Configuration.TLS.Identity) {
        switch identity.certificate {
        case .file(let path): set(CURLOPT_SSLCERT, path)
        case .text(let text): setBlob(ccurl_opt_sslcert_blob, text)
        }
        switch identity.privateKey {
        case .file(let path): set(CURLOPT_SSLKEY, path)
        case .text(let text): setBlob(ccurl_opt_sslkey_blob, text)
        }
        if let passphrase = identity.passphrase { set(CURLOPT_KEYPASSWD, passphrase) }
    }
}
