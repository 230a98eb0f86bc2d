internal import HTTPTransport

extension CurlTransport.Configuration {
    /// Refuses values that make no sense, and what this libcurl cannot do.
    func validate(for library: CurlLibrary) throws(HTTPTransportError) {
        try validateNumbers()
        try validateAges()
        try validateTexts()
        try validateOverrides()
        try validateFeatures(library)
    }

    private func validateNumbers() throws(HTTPTransportError) {
        let positive = [
            ("maximumTransfers", maximumTransfers), ("maximumTransfersPerOrigin", maximumTransfersPerOrigin ?? 1),
            ("maximumConnectsPerOrigin", maximumConnectsPerOrigin), ("maximumUnread", maximumUnread),
            ("maximumHeadSize", maximumHeadSize), ("maximumStreamsPerConnection", maximumStreamsPerConnection ?? 1),
        ]
        for (name, value) in positive where value <= 0 { throw .invalidRequest("\(name) must be more than zero") }
        guard 1...64 ~= loops else { throw .invalidRequest("loops must be 1 to 64") }
        guard lowWaterMark >= 0, lowWaterMark < highWaterMark else {
            throw .invalidRequest("the low-water mark must be below the high-water mark")
        }
    }

    /// libcurl counts these in seconds, and takes zero for no limit or a default of its own.
    private func validateAges() throws(HTTPTransportError) {
        guard nameCacheAge >= .zero else { throw .invalidRequest("nameCacheAge must not be negative") }
        let ages = [
            ("maximumIdleAge", maximumIdleAge), ("maximumConnectionAge", maximumConnectionAge),
            ("keepAlive.idle", keepAlive?.idle), ("keepAlive.interval", keepAlive?.interval),
        ]
        for case (let name, let age?) in ages where age < .seconds(1) {
            throw .invalidRequest("\(name) must be at least a second")
        }
    }

    private func validateTexts() throws(HTTPTransportError) {
        var texts = [userAgent, unixSocketPath ?? "", tls.identity?.passphrase ?? ""] + tls.pinnedPublicKeys
        if case .url(let proxy) = proxy { texts.append(proxy) }
        if case .file(let path) = tls.authorities { texts.append(path) }
        for case .file(let path)? in [tls.identity?.certificate, tls.identity?.privateKey] { texts.append(path) }
        guard texts.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f } }) else {
            throw .invalidRequest("the configuration has a text with control characters")
        }
        // An SHA-256 hash in Base64 has 44 characters.
        guard tls.pinnedPublicKeys.allSatisfy({ $0.utf8.count == 44 && !$0.contains(";") }) else {
            throw .invalidRequest("a pinned public key is the Base64 of a SHA-256 hash")
        }
    }

    private func validateOverrides() throws(HTTPTransportError) {
        for override in nameOverrides {
            let texts = [override.host] + override.addresses
            // What separates the parts of libcurl's entries, or gives them another meaning.
            let areSound = texts.allSatisfy {
                !$0.isEmpty && $0.utf8.allSatisfy { $0 > 0x20 && !",*+".utf8.contains($0) }
            }
            guard areSound, !override.host.contains(":"), !override.host.hasPrefix("-"), 1...65535 ~= override.port,
                !override.addresses.isEmpty
            else { throw .invalidRequest("a name override needs a host, a port of 1 to 65535, and addresses") }
        }
    }

    private func validateFeatures(_ library: CurlLibrary) throws(HTTPTransportError) {
        if httpVersion == .http2PriorKnowledge && !library.speaksHTTP2WithoutTLS {
            throw .unsupported("libcurl \(library.version) does not speak HTTP/2 without TLS reliably; 8.0 does")
        }
        if tls.identity?.isInMemory == true && !library.takesBlobs {
            throw .unsupported("libcurl \(library.version) takes certificates from files only; 7.71 does from memory")
        }
        guard let path = unixSocketPath else { return }
        guard library.speaksUnixSockets else {
            throw .unsupported("libcurl \(library.version) has no unix-domain sockets")
        }
        guard 1...107 ~= path.utf8.count else {
            throw .invalidRequest("a unix-domain socket's path has 1 to 107 bytes")
        }
    }
}

extension CurlTransport.Configuration.TLS.Identity {
    fileprivate var isInMemory: Bool {
        if case .text = certificate { return true }
        if case .text = privateKey { return true }
        return false
    }
}

extension HTTPTransportError {
    fileprivate static func unsupported(_ message: String) -> HTTPTransportError {
        HTTPTransportError(.unsupported, message)
    }
}
