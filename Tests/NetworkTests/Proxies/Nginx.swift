/// How nginx is started.
enum Nginx {
    /// What a location of token streams needs.
    static let recommended = [
        "proxy_http_version 1.1;",
        "proxy_set_header Connection \"\";",
        "proxy_buffering off;",
    ]

    /// One process in the foreground, its files in the folder; the settings stand in the location.
    static func arguments(_ site: ReverseProxy.Site, _ folder: TemporaryFolder) throws -> [String] {
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map { "\($0)_temp_path \(folder.file($0));" }
        let listen =
            switch site.wire {
            case .http1: ""
            case .http1TLS: "ssl"
            case .http2TLS: "ssl http2"
            }
        let configuration = """
            daemon off;
            master_process off;
            pid \(folder.file("pid"));
            error_log stderr warn;
            events { worker_connections 256; }
            http {
                access_log off;
                \(temporary.joined(separator: "\n    "))
                server {
                    listen 127.0.0.1:\(site.port) \(listen);
                    ssl_certificate \(site.leaf.certificateFile);
                    ssl_certificate_key \(site.leaf.keyFile);
                    location / {
                        proxy_pass http://127.0.0.1:\(site.origin);
                        \(site.settings.joined(separator: "\n            "))
                    }
                }
            }
            """
        return ["-e", "stderr", "-p", folder.path, "-c", try folder.write(configuration, to: "nginx.conf")]
    }
}
