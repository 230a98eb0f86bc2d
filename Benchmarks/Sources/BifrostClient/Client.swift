import Bifrost
import ClientMeasuring
import CurlTransport
import Glibc

/// What this package needs for the work that the other clients do, through the public interface, with all checks and
/// limits on, and at their defaults but for the longest silence of idle chats.
///
///     bifrost-client burst PORT STREAMS CHUNKS
///     bifrost-client paced PORT STREAMS INTERVAL CHUNKS
///     bifrost-client idle PORT STREAMS BEAT
///     bifrost-client answers PORT CONNECTIONS REQUESTS
///     bifrost-client beside PORT SILENT INTERVAL CHUNKS
///     bifrost-client collect PORT CHUNKS
///     bifrost-client waves PORT STREAMS
///
/// With `--on-loop` in front, the tasks run where the bytes arrive; with `--closures`, closures are called there for
/// `burst`, `paced` and `idle`.
///
/// Prints one line of JSON.
@main
enum Client {
    static func main() {
        raiseDescriptorLimit()
        let arguments = Array(CommandLine.arguments.dropFirst())
        // An asynchronous main ends the first thread, which valgrind does not survive; this one stays and does nothing.
        Task.detached {
            do {
                try await run(arguments)
                exit(0)
            } catch {
                print(error)
                exit(1)
            }
        }
        while true { pause() }
    }

    private static func run(_ arguments: [String]) async throws {
        let option = arguments.first.flatMap { ["--on-loop", "--closures"].contains($0) ? $0 : nil }
        let arguments = Array(arguments.dropFirst(option == nil ? 0 : 1))
        if let work = Work(arguments) {
            let transport = try transport(for: work.streams)
            let model = try model(of: work.path, port: arguments[1], transport)
            let start = Usage.now
            let tally = try await work.run(with: model, by: consumer(option, transport))
            print(Report(used: Usage.now - start, tally: tally).json)
        } else if let work = GrowthWork(arguments) {
            let transport = try transport(for: work.streams)
            let executor = consumer(option, transport).executor
            print(try await work.run(on: executor) { try model(of: $0, port: arguments[1], transport) })
        } else {
            print("what work, port, streams and numbers?")
        }
    }

    private static func consumer(_ option: String?, _ transport: CurlTransport) -> Consumer {
        switch option {
        case "--on-loop": .tasks(on: transport.taskExecutor)
        case "--closures": .closures
        default: .tasks(on: nil)
        }
    }

    private static func transport(for streams: Int) throws -> CurlTransport {
        var configuration = CurlTransport.Configuration()
        configuration.maximumTransfers = max(configuration.maximumTransfers, streams)
        return try CurlTransport(configuration)
    }

    private static func model(of path: String, port: String, _ transport: CurlTransport) throws -> BifrostModel {
        var config = ProviderConfig(
            model: "gpt-4o-mini", apiKey: "sk-bench", baseURL: "http://127.0.0.1:\(port)/\(path)/v1")
        // Chats that are silent by order must outlast the opening of all others.
        if path.hasPrefix("beats") || path.hasPrefix("first") { config.timeout = .seconds(300) }
        return try BifrostModel(config, transport: transport)
    }
}
