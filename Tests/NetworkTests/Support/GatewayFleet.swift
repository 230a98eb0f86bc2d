import Bifrost
import Foundation
import TestSupport
import Testing

/// Two embedded gateways, each a process, behind HAProxy with the configuration of `docs/scaling`.
struct GatewayFleet {
    let gateways: [ServerProcess]
    /// A model that reaches them through HAProxy.
    let model: BifrostModel
    private let proxy: ServerProcess
    private let administration: TemporaryFolder

    private static let configuration = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../docs/scaling/haproxy.cfg").standardized

    /// Starts all; the options are those of `bifrost serve`.
    init(_ options: String...) throws {
        let gateways = try (0..<2).map { _ in
            try ServerProcess.start("bifrost") { port, _ in ["serve", "--port", "\(port)"] + options }
        }
        let administration = try TemporaryFolder()
        let proxy = try ServerProcess.start("haproxy") { port, folder in
            var text = try String(contentsOf: Self.configuration, encoding: .utf8)
            try text.replace("bind :8080", with: "bind 127.0.0.1:\(port)")
            try text.replace("/run/haproxy/admin.sock", with: administration.file("socket"))
            try text.replace("10.0.0.11:8080", with: "127.0.0.1:\(gateways[0].port)")
            try text.replace("10.0.0.12:8080", with: "127.0.0.1:\(gateways[1].port)")
            return ["-db", "-f", try folder.write(text, to: "haproxy.cfg")]
        }
        self.gateways = gateways
        self.administration = administration
        self.proxy = proxy
        model = try BifrostModel(
            ProviderConfig(model: "openai/gpt-4o", baseURL: "http://127.0.0.1:\(proxy.port)/v1"))
    }

    /// What HAProxy wrote, one line a call.
    var log: String { proxy.log }

    /// Waits until so many connections lead to each gateway.
    func connections(atLeast count: Int) throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while gateways.contains(where: { SocketTable.connections(to: $0.port) < count }) {
            try #require(ContinuousClock.now < deadline, "not \(count) connections to each gateway")
            // Who only asks must not take the processor from those that are asked about.
            Gate().wait(limit: .milliseconds(10))
        }
    }

    /// Tells HAProxy something on its administration socket.
    func administer(_ command: String) throws {
        let script = """
            import socket, sys
            peer = socket.socket(socket.AF_UNIX)
            peer.connect(sys.argv[1])
            peer.sendall(sys.argv[2].encode() + b"\\n")
            sys.exit(peer.recv(4096).decode().strip() or 0)
            """
        try Program.run("python3", ["-c", script, administration.file("socket"), command])
    }
}

extension String {
    /// Replaces the one place of a text that must be there.
    fileprivate mutating func replace(_ text: String, with other: String) throws {
        try #require(components(separatedBy: text).count == 2, "\(text) is not in the configuration once")
        self = replacingOccurrences(of: text, with: other)
    }
}
