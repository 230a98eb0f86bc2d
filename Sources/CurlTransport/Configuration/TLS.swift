extension CurlTransport.Configuration {
    /// Whom to trust and how to identify; certificates and host names are always verified.
    public struct TLS: Hashable, Sendable {
        /// The authorities to trust.
        ///
        /// Default: the system's.
        public var authorities: Authorities = .system
        /// The client's certificate.
        ///
        /// Nil shows none.
        public var identity: Identity?
        /// The oldest version to accept.
        ///
        /// Default: TLS 1.2.
        public var minimumVersion: Version = .v1_2
        /// The public keys of which the server must have one, each the Base64 of a SHA-256 hash of the key in DER
        /// (RFC 7469 section 2.4).
        ///
        /// Empty accepts every key. They are checked beside the authorities, not instead of them.
        public var pinnedPublicKeys: [String] = []

        /// Makes the default settings.
        public init() {}
    }
}

extension CurlTransport.Configuration.TLS {
    /// The authorities to trust.
    @nonexhaustive
    public enum Authorities: Hashable, Sendable {
        /// The system's bundle.
        case system
        /// Those in a PEM file, and no others; the file is read again when connections are made anew.
        case file(String)
        /// Those in this PEM text, and no others.
        case pem(String)
    }

    /// A client's certificate and its key.
    public struct Identity: Hashable, Sendable {
        /// The certificate, and behind it the chain, in PEM.
        public var certificate: PEM
        /// The private key in PEM.
        public var privateKey: PEM
        /// The passphrase of the key.
        ///
        /// Nil for a key that has none. Never shown.
        public var passphrase: String?

        /// Makes an identity.
        ///
        /// - Parameters:
        ///   - certificate: The certificate.
        ///   - privateKey: The private key.
        ///   - passphrase: The passphrase of the key.
        public init(certificate: PEM, privateKey: PEM, passphrase: String? = nil) {
            self.certificate = certificate
            self.privateKey = privateKey
            self.passphrase = passphrase
        }
    }

    /// Where a PEM text is.
    @nonexhaustive
    public enum PEM: Hashable, Sendable {
        /// In a file.
        case file(String)
        /// In memory; never shown.
        case text(String)
    }

    /// A version of TLS.
    @nonexhaustive
    public enum Version: Hashable, Sendable {
        /// TLS 1.2 (RFC 5246).
        case v1_2
        /// TLS 1.3 (RFC 8446).
        case v1_3
    }
}

extension CurlTransport.Configuration.TLS.Identity: CustomStringConvertible, CustomReflectable {
    /// The certificate's place, and nothing secret.
    public var description: String { "identity(\(certificate))" }

    /// The description alone, so that a dump shows no key either.
    public var customMirror: Mirror { Mirror(self, children: ["identity": description]) }
}

extension CurlTransport.Configuration.TLS.PEM: CustomStringConvertible, CustomReflectable {
    /// The file's path, or that the text is in memory.
    public var description: String {
        switch self {
        case .file(let path): path
        case .text: "PEM in memory"
        }
    }

    /// The description alone, so that a dump shows no key either.
    public var customMirror: Mirror { Mirror(self, children: ["pem": description]) }
}
