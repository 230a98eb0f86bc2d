import Foundation
import HTTPTransport
import TestSupport
import Testing

/// The built program `TransportProbe`, which looks at the transport from inside a process of its own.
enum Probe {
    /// Runs a probe to its end and returns what it found.
    static func run<Findings: Decodable>(
        _ name: String, _ url: String, count: Int = 0, caFile: String? = nil, environment: [String: String] = [:]
    ) async throws -> Findings {
        let outcome = try await end(of: name, url, count: count, caFile: caFile, environment: environment)
        try #require(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
        return try JSONDecoder().decode(Findings.self, from: Data(outcome.output.utf8))
    }

    /// Runs a probe and returns how it ended.
    static func end(
        of name: String, _ url: String, count: Int, caFile: String? = nil, environment: [String: String] = [:]
    ) async throws -> Program.Outcome {
        var program = Program(built: "TransportProbe")
        program.environment = environment
        return try await program.run(name, url, String(count), caFile ?? "")
    }

    /// Whether this is a build whose memory and CPU time tell nothing about the transport.
    static var isSanitized: Bool {
        dlsym(nil, "__tsan_init") != nil || dlsym(nil, "__asan_init") != nil
    }
}

extension RawServer {
    /// Answers every request with the head of a stream; then `/live` gets a hundred ticks, all else silence.
    static func idle() -> RawServer {
        RawServer(backlog: 4096) { connection in
            while let request = connection.readRequest() {
                connection.sendStreamHead()
                guard request.head.contains(" /live ") else { continue }
                for _ in 0..<100 {
                    connection.sendChunk("tick")
                    Gate().wait(limit: .milliseconds(3))
                }
                connection.sendLastChunk()
            }
        }
    }
}
