import Foundation
import TestSupport

/// One of the servers in `Servers/`, which misbehave as a path says and write a line for each thing they see.
struct FaultyServer: Sendable {
    private let process: ServerProcess
    private let scheme: String

    /// HTTP/1.1 over TLS, or in clear text without a certificate.
    static func http1(_ leaf: Certificates.Leaf?, _ arguments: String...) throws -> FaultyServer {
        let process = try python("tls_server.py", certificate(leaf) + arguments)
        return FaultyServer(process: process, scheme: leaf == nil ? "http" : "https")
    }

    /// HTTP/2 over TLS, or in clear text without a certificate.
    static func http2(_ leaf: Certificates.Leaf?, _ arguments: [String] = []) throws -> FaultyServer {
        FaultyServer(
            process: try python("h2_server.py", certificate(leaf) + arguments), scheme: leaf == nil ? "http" : "https")
    }

    /// Carries bytes to this server and back, and flips one bit in the byte at a position of each answer.
    func flipping(_ position: Int) throws -> FaultyServer { try relayed("--flip", "\(position)") }

    /// Carries bytes to this server and back, but never answers the first connections.
    func muting(_ count: Int) throws -> FaultyServer { try relayed("--mute", "\(count)") }

    private func relayed(_ arguments: String...) throws -> FaultyServer {
        FaultyServer(process: try Self.python("relay.py", ["\(port)"] + arguments), scheme: scheme)
    }

    private static func certificate(_ leaf: Certificates.Leaf?) -> [String] {
        leaf.map { ["--certificate", $0.certificateFile, "--key", $0.keyFile] } ?? []
    }

    private static func python(_ script: String, _ arguments: [String]) throws -> ServerProcess {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let file = folder.appending(path: "Servers/\(script)").path
        return try ServerProcess.start("python3") { port, _ in [file, "\(port)"] + arguments }
    }

    /// Where it listens.
    var port: UInt16 { process.port }

    /// The URL of a path.
    func url(_ path: String, scheme: String? = nil) -> String { "\(scheme ?? self.scheme)://localhost:\(port)\(path)" }

    /// What it saw of one kind, such as `request`: the lines, without that word.
    func seen(_ kind: String) -> [String] {
        process.log.split(separator: "\n").filter { $0.hasPrefix(kind + " ") }.map {
            String($0.dropFirst(kind.count + 1))
        }
    }

    /// What it saw of one kind, once that is so many lines; after the limit, what there is.
    func seen(_ kind: String, atLeast count: Int, within limit: Duration = .seconds(20)) -> [String] {
        wait(within: limit) { seen(kind).count >= count }
        return seen(kind)
    }

    /// Waits until something is so; false when the limit passes before.
    @discardableResult
    func wait(within limit: Duration = .seconds(20), until condition: () -> Bool) -> Bool {
        let deadline = ContinuousClock.now + limit
        while !condition() {
            guard ContinuousClock.now < deadline else { return false }
            Gate().wait(limit: .milliseconds(10))
        }
        return true
    }
}
