extension CurlTransport {
    /// A connection that was made to be looked at, and closed without a request.
    public struct ConnectionReport: Hashable, Sendable {
        /// When the name was resolved, from the start.
        ///
        /// Nil when nothing was looked up, or not found.
        public var nameLookup: Duration?
        /// When TCP was connected, from the start.
        ///
        /// Nil when it was not.
        public var connect: Duration?
        /// When TLS was up, from the start.
        ///
        /// Nil when it was not.
        public var tls: Duration?
        /// The address of the server, or of the proxy.
        ///
        /// Nil when no connection was made.
        public var remoteAddress: String?
        /// The port of ``remoteAddress``.
        public var remotePort: Int?
        /// What TLS agreed on.
        ///
        /// Nil without TLS, and where this libcurl does not tell.
        public var session: TLSSession?
        /// The certificates that the server showed, its own first, whether or not they are to be trusted.
        ///
        /// Empty without TLS, and where this libcurl does not tell.
        public var certificates: [Certificate] = []

        /// Makes a report in which nothing has happened yet.
        public init() {}
    }

    /// What a TLS handshake agreed on, in libcurl's words.
    public struct TLSSession: Hashable, Sendable {
        /// The version, such as `TLSv1.3`.
        public var version: String
        /// The cipher, such as `TLS_AES_256_GCM_SHA384`.
        public var cipher: String

        /// Makes a session.
        ///
        /// - Parameters:
        ///   - version: The version.
        ///   - cipher: The cipher.
        public init(version: String, cipher: String) {
            self.version = version
            self.cipher = cipher
        }
    }

    /// A certificate, as far as libcurl tells (RFC 5280 section 4.1).
    public struct Certificate: Hashable, Sendable {
        /// Whom it is for, such as `CN = example.com`.
        public var subject: String
        /// Who signed it.
        public var issuer: String
        /// The names and addresses that it is for, such as `DNS:example.com`.
        public var alternativeNames: [String]
        /// When it begins to be valid, in seconds since 1970.
        ///
        /// Nil when it cannot be read.
        public var validFrom: Int?
        /// When it ends to be valid, in seconds since 1970.
        ///
        /// Nil when it cannot be read.
        public var validUntil: Int?

        /// Makes a certificate.
        ///
        /// - Parameters:
        ///   - subject: Whom it is for.
        ///   - issuer: Who signed it.
        ///   - alternativeNames: The names and addresses that it is for.
        ///   - validFrom: When it begins to be valid.
        ///   - validUntil: When it ends to be valid.
        public init(
            subject: String, issuer: String, alternativeNames: [String] = [], validFrom: Int? = nil,
            validUntil: Int? = nil
        ) {
            self.subject = subject
            self.issuer = issuer
            self.alternativeNames = alternativeNames
            self.validFrom = validFrom
            self.validUntil = validUntil
        }
    }
}

extension CurlTransport {
    /// Whom a connection that is only looked at trusts.
    @nonexhaustive
    public enum InspectionTrust: Hashable, Sendable {
        /// Whom the configuration trusts, as for every request.
        case configured
        /// Everybody, so that certificates are seen that nobody should trust.
        ///
        /// It is safe because nothing is ever sent on such a connection but the handshake; no request has this choice.
        case everybody
    }
}
