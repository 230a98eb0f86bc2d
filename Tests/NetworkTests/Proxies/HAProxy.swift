/// How HAProxy is started.
enum HAProxy {
    /// What a backend of token streams needs.
    static let recommended = ["option http-no-delay"]

    /// One process in the foreground; the settings stand in the backend, those of the server line after `server`.
    static func arguments(_ site: ReverseProxy.Site, _ folder: TemporaryFolder) throws -> [String] {
        let tls =
            switch site.wire {
            case .http1: ""
            case .http1TLS: "ssl crt \(site.leaf.combinedFile) alpn http/1.1"
            case .http2TLS: "ssl crt \(site.leaf.combinedFile) alpn h2,http/1.1"
            }
        let lines = site.settings.filter { !$0.hasPrefix("server ") }
        let server = site.settings.filter { $0.hasPrefix("server ") }.map { $0.dropFirst(7) }
        let configuration = """
            global
                nbthread 1
                log stdout format raw local0
            defaults
                mode http
                log global
                option httplog
                timeout connect 5s
                timeout client 60s
                timeout server 60s
            frontend front
                bind 127.0.0.1:\(site.port) \(tls)
                default_backend back
            backend back
                \(lines.joined(separator: "\n    "))
                server origin 127.0.0.1:\(site.origin) \(server.joined(separator: " "))

            """
        return ["-db", "-f", try folder.write(configuration, to: "haproxy.cfg")]
    }
}
