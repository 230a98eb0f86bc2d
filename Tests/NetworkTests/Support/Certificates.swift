import Foundation

/// A throw-away certificate authority, and the certificates that it signs.
///
/// Certificates "signed by another authority" are those of a second instance.
final class Certificates: Sendable {
    /// A certificate with its key, as PEM files.
    struct Leaf: Sendable {
        /// The certificate.
        var certificateFile: String
        /// The key.
        var keyFile: String
        /// Both in one file.
        var combinedFile: String
    }

    /// What a certificate is for.
    enum Usage: String {
        case server = "serverAuth"
        case client = "clientAuth"
    }

    /// The names of this machine.
    static let loopback = ["DNS:localhost", "IP:127.0.0.1", "IP:::1"]

    /// The authority's own certificate, for those who trust it.
    var authorityFile: String { folder.file("ca.pem") }
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try Self.openssl(
            ["req", "-x509", "-subj", "/CN=Throw-away authority", "-days", "2", "-out", authorityFile]
                + Self.newKey(folder.file("ca.key")))
    }

    /// Signs a certificate for these hosts, written as OpenSSL does; one name of its files, one certificate.
    func leaf(
        _ name: String = "server", hosts: [String] = loopback, usage: Usage = .server, expired: Bool = false
    ) throws -> Leaf {
        let leaf = Leaf(
            certificateFile: folder.file(name + ".pem"), keyFile: folder.file(name + ".key"),
            combinedFile: folder.file(name + "-both.pem"))
        let request = folder.file(name + ".csr")
        let extensions = try folder.write(
            "subjectAltName=\(hosts.joined(separator: ","))\nextendedKeyUsage=\(usage.rawValue)\n", to: name + ".ext")
        try Self.openssl(["req", "-new", "-subj", "/CN=\(name)", "-out", request] + Self.newKey(leaf.keyFile))
        try Self.openssl([
            "x509", "-req", "-in", request, "-CA", authorityFile, "-CAkey", folder.file("ca.key"), "-CAcreateserial",
            "-days", expired ? "-1" : "2", "-extfile", extensions, "-out", leaf.certificateFile,
        ])
        let both =
            try String(contentsOfFile: leaf.certificateFile, encoding: .utf8)
            + String(contentsOfFile: leaf.keyFile, encoding: .utf8)
        try folder.write(both, to: name + "-both.pem")
        return leaf
    }

    private static func newKey(_ file: String) -> [String] {
        ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", file]
    }

    private static func openssl(_ arguments: [String]) throws { try Program.run("openssl", arguments) }
}
