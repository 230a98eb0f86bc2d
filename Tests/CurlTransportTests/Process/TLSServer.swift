import Foundation
import Testing

/// A TLS server in another process, with a certificate made for it.
final class TLSServer: Sendable {
    /// Where it is.
    let url: String
    /// The file with the authority that its certificate comes from.
    let caFile: String
    private let folder: TemporaryFolder
    /// The server runs until this end is closed.
    private let input: Pipe

    /// Whether the programs that it needs are there.
    static var isPossible: Bool { Program(named: "openssl") != nil && Program(named: "python3") != nil }

    init() async throws {
        folder = try TemporaryFolder()
        caFile = folder.path("certificate.pem")
        let key = folder.path("key.pem")
        let made = try await #require(Program(named: "openssl")).run(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj", "/CN=test", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", caFile)
        try #require(made.status == 0, "\(made.errors)")
        let input = Pipe()
        let output = Pipe()
        let arguments = [Fixture.path("tls-server.py"), caFile, key]
        _ = try #require(Program(named: "python3")).start(arguments, input: input, output: output)
        var line = Data()
        while line.last != UInt8(ascii: "\n") {
            let more = await Program.offPool { output.fileHandleForReading.availableData }
            try #require(!more.isEmpty, "the server ended")
            line += more
        }
        let port = try #require(Int(String(decoding: line.dropLast(), as: UTF8.self)))
        url = "https://127.0.0.1:\(port)"
        self.input = input
    }

    deinit { try? input.fileHandleForWriting.close() }

    /// Writes a file with the system's authorities and the server's own; nil when the system has no bundle.
    func fileWithSystemAuthorities() throws -> String? {
        guard let bundle = Self.systemBundle else { return nil }
        let both = try Data(contentsOf: URL(filePath: bundle)) + Data(contentsOf: URL(filePath: caFile))
        let path = folder.path("bundle.pem")
        try both.write(to: URL(filePath: path))
        return path
    }

    /// Where the distributions have it.
    private static var systemBundle: String? {
        ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"]
            .first(where: FileManager.default.isReadableFile)
    }
}
