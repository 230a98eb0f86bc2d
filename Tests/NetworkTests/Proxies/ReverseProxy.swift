import CurlTransport
import HTTPTransport
import TestSupport
import Testing

/// A reverse proxy, and what the client speaks to it.
struct ReverseProxy: Hashable, Sendable, CustomTestStringConvertible {
    enum Kind: String, CaseIterable {
        case nginx, haproxy, nghttpx
    }

    enum Wire: String {
        case http1, http1TLS, http2TLS
    }

    var kind: Kind
    var wire: Wire
    var testDescription: String { "\(kind.rawValue), \(wire.rawValue)" }

    static let overHTTP2 = Kind.allCases.map { ReverseProxy(kind: $0, wire: .http2TLS) }
    static let overTLS = Kind.allCases.map { ReverseProxy(kind: $0, wire: .http1TLS) } + overHTTP2
    static let all = [ReverseProxy(kind: .nginx, wire: .http1)] + overTLS

    /// Whether it ends a stream that its backend broke off as if it were whole: an empty frame with END_STREAM.
    var hidesCuts: Bool { kind == .haproxy && wire == .http2TLS }

    /// A proxy that runs, and a client of it.
    final class Running: Sendable {
        /// The protocol, host and port to send requests to.
        let url: String
        /// Speaks what the proxy was started for.
        let transport: CurlTransport
        private let process: ServerProcess
        private let certificates: Certificates

        fileprivate init(
            _ wire: Wire, _ process: ServerProcess, _ certificates: Certificates, through proxy: String?
        ) throws {
            url = (wire == .http1 ? "http" : "https") + "://localhost:\(process.port)"
            transport = try CurlTransport(
                wire == .http2TLS ? .http2 : .http1, trusting: certificates.authorityFile
            ) { configuration in
                if let proxy { configuration.proxy = .url(proxy) }
            }
            self.process = process
            self.certificates = certificates
        }

        /// How many connections the client has to it at this moment.
        var connections: Int { withExtendedLifetime(transport) { SocketTable.connections(to: process.port) } }

        /// The port that it listens on.
        var port: UInt16 { process.port }

        /// The authority that its certificate comes from.
        var authorityText: String {
            get throws { try certificates.authorityText }
        }

        /// Ends it.
        func stop() { process.stop() }

        /// Sends a request.
        func execute(_ request: HTTPRequest) async throws -> HTTPResponse { try await transport.execute(request) }
    }

    /// What a proxy's configuration is made from.
    struct Site {
        var wire: Wire
        var port: UInt16
        var origin: UInt16
        var leaf: Certificates.Leaf
        /// Lines of the proxy's own language.
        var settings: [String]
    }

    /// Starts it in front of an origin, with the settings that `docs/proxies.md` recommends or with others.
    ///
    /// The client goes through a forward proxy if one is given.
    func start(_ origin: RawServer, settings: [String]? = nil, through proxy: String? = nil) throws -> Running {
        try start(originPort: origin.port, settings: settings, through: proxy)
    }

    /// The same in front of a port on which nobody may listen.
    func start(originPort: UInt16, settings: [String]? = nil, through proxy: String? = nil) throws -> Running {
        let certificates = try Certificates()
        let leaf = try certificates.leaf()
        let settings = settings ?? kind.recommended
        let process = try ServerProcess.start(kind.rawValue) { port, folder in
            let site = Site(wire: wire, port: port, origin: originPort, leaf: leaf, settings: settings)
            return switch kind {
            case .nginx: try Nginx.arguments(site, folder)
            case .haproxy: try HAProxy.arguments(site, folder)
            case .nghttpx: Nghttpx.arguments(site)
            }
        }
        return try Running(wire, process, certificates, through: proxy)
    }
}

extension ReverseProxy.Kind {
    fileprivate var recommended: [String] {
        switch self {
        case .nginx: Nginx.recommended
        case .haproxy: HAProxy.recommended
        case .nghttpx: []
        }
    }
}
