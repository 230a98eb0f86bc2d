import CurlTransport
import Glibc
import HTTPTransport

/// Looks at the transport from inside a process that has nothing else in it.
///
/// `TransportProbe name url count [ca-file]` prints what it measured as one line of JSON.
@main
enum TransportProbe {
    private static let probes: [String: @Sendable (ProbeInput) async throws -> Findings] = [
        "stuck-lookup": stuckLookup,
        "moved-host": movedHost,
        "idle-loop": idleLoop,
        "idle-memory": idleMemory,
        "event-cost": eventCost,
        "inherited-descriptors": inheritedDescriptors,
        "exit-in-stream": exitInStream,
        "resets": resets,
        "tls-cost": tlsCost,
    ]

    static func main() async {
        guard let input = ProbeInput(CommandLine.arguments), let probe = probes[CommandLine.arguments[1]] else {
            print("usage: TransportProbe name url count [ca-file]")
            exit(64)
        }
        do {
            print(try await probe(input).json)
        } catch {
            print("\(input.url): \(error)")
            exit(1)
        }
    }
}

/// What a probe found: numbers and truth values.
struct Findings: ExpressibleByDictionaryLiteral {
    private let values: [(String, any CustomStringConvertible)]

    init(dictionaryLiteral elements: (String, any CustomStringConvertible)...) { values = elements }

    var json: String { "{" + values.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}" }
}

/// What a probe is told to do.
struct ProbeInput: Sendable {
    var url: String
    var count: Int
    var caFile: String?

    init?(_ arguments: [String]) {
        guard arguments.count >= 4, let count = Int(arguments[3]) else { return nil }
        url = arguments[2]
        self.count = count
        caFile = arguments.dropFirst(4).first.flatMap { $0.isEmpty ? nil : $0 }
    }

    func transport() throws -> CurlTransport {
        var configuration = CurlTransport.Configuration()
        if let caFile { configuration.tls.authorities = .file(caFile) }
        return try CurlTransport(configuration)
    }

    func request(_ path: String = "/") -> HTTPRequest { HTTPRequest(method: "GET", url: url + path) }
}

extension CurlTransport {
    /// Opens that many streams at once and returns when all have a head.
    func open(_ request: HTTPRequest, count: Int) async throws -> [HTTPBody] {
        try await withThrowingTaskGroup(of: HTTPBody.self) { group in
            for _ in 0..<count { group.addTask { try await self.execute(request).body } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}

extension Duration {
    var milliseconds: Double { self / .milliseconds(1) }
}
