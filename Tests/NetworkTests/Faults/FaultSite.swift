import CurlTransport
import Foundation
import HTTPTransport
import Synchronization
import TestSupport

/// Where a fault happens, as long as it is needed.
struct FaultSite: Sendable {
    /// The base URL to give to a model.
    var url: String
    /// The port that the client connects to; nil when there is none.
    var port: UInt16?
    /// Whom the client trusts; nil takes whom the system trusts.
    var authorities: CurlTransport.Configuration.TLS.Authorities?
    /// How many requests arrived; nil when nobody counts.
    var requests: @Sendable () -> Int? = { nil }
    /// How many calls come before the one that is looked at, and whether that may begin.
    var callsBefore = 0
    var isReady: @Sendable () -> Bool = { true }
    /// Makes the call in another way than through a model here.
    var run: (@Sendable () async throws -> FaultEnd)?
    var stop: @Sendable () async -> Void = {}
}

extension FaultSite {
    /// A server in clear text, which is asked over HTTP/2 through nghttpx.
    static func raw(_ wire: FaultRow.Wire, _ serve: @escaping @Sendable (FaultyExchange) -> Void) throws -> FaultSite {
        let requests = Counter()
        let server = RawServer { connection in
            var number = 0
            while let request = connection.readRequest() {
                requests.add(1)
                number += 1
                serve(FaultyExchange(connection: connection, request: request, number: number))
            }
        }
        var site = FaultSite(url: server.url, port: server.port, requests: { requests.value }, stop: { server.stop() })
        if wire == .http2 { try site.stand(behind: ReverseProxy(kind: .nghttpx, wire: .http2TLS)) }
        return site
    }

    /// A server whose connections are nobody's requests.
    static func mute(_ scheme: String, _ serve: @escaping @Sendable (RawConnection) -> Void) -> FaultSite {
        let server = RawServer(serve)
        return FaultSite(
            url: "\(scheme)://127.0.0.1:\(server.port)", port: server.port, requests: { 0 }, stop: { server.stop() })
    }

    /// One of the servers in `Servers/`, with a certificate that an authority of its own signed.
    static func python(_ certificates: Certificates, _ server: FaultyServer, path: String) throws -> FaultSite {
        FaultSite(
            url: server.url(path), port: server.port, authorities: .pem(try certificates.authorityText),
            requests: { server.seen("request").count })
    }

    /// The HTTP/2 server, which misbehaves as the path says.
    static func http2(_ path: String) throws -> FaultSite {
        let certificates = try Certificates()
        return try python(certificates, .http2(certificates.leaf()), path: path + "/v1")
    }

    /// Puts a proxy in front of it.
    mutating func stand(behind proxy: ReverseProxy, settings: [String]? = nil) throws {
        guard let port else { return }
        let running = try proxy.start(originPort: port, settings: settings)
        url = running.url
        self.port = running.port
        authorities = .pem(try running.authorityText)
        let stop = stop
        self.stop = {
            await stop()
            await running.transport.shutdown(.immediate)
            running.stop()
        }
    }
}
