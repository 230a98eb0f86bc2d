/// How nghttpx is started.
enum Nghttpx {
    /// One process in the foreground; the settings are further options.
    static func arguments(_ site: ReverseProxy.Site) -> [String] {
        let tls = site.wire == .http1 ? ";no-tls" : ""
        return [
            "--conf=/dev/null", "--single-process", "--no-ocsp", "--errorlog-file=/dev/stderr",
            "--frontend=127.0.0.1,\(site.port)\(tls)", "--backend=127.0.0.1,\(site.origin)",
        ] + site.settings + [site.leaf.keyFile, site.leaf.certificateFile]
    }
}
