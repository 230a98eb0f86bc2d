import AsyncHTTPClient
import ClientMeasuring
import NIOCore
import NIOPosix
import PeerReading

/// What async-http-client needs for the work, on one event loop.
///
/// `--scan` in front reads by hand instead of with `JSONDecoder`, and `--on-loop` runs all tasks on the event loop.
/// See `Sources/BifrostClient/Client.swift` for what it is told and what it prints.
@main
enum Client {
    static func main() async throws {
        raiseDescriptorLimit()
        let arguments = CommandLine.arguments.dropFirst()
        let options = arguments.prefix { $0.hasPrefix("--") }
        let told = Array(arguments.dropFirst(options.count))
        guard let work = Work(told) else { return print("what work, port, streams and numbers?") }
        let client = HTTPClient(
            eventLoopGroupProvider: .shared(loop(runsTasks: options.contains("--on-loop"))),
            configuration: configuration(for: work))
        let load = Load(client: client, work: work, url: work.url(port: told[1]))
        let start = Usage.now
        let tally = try await options.contains("--scan") ? load.run(ScanReading.self) : load.run(DecoderReading.self)
        print(Report(used: Usage.now - start, tally: tally).json)
        try await client.shutdown()
    }

    private static func loop(runsTasks: Bool) -> any EventLoopGroup {
        NIOSingletons.groupLoopCountSuggestion = 1
        // Saves a change of thread for each wake-up; false when this runtime cannot.
        let isInstalled =
            runsTasks && NIOSingletons.unsafeTryInstallSingletonPosixEventLoopGroupAsConcurrencyGlobalExecutor()
        precondition(isInstalled == runsTasks)
        return NIOSingletons.posixEventLoopGroup
    }

    private static func configuration(for work: Work) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = work.streams
        return configuration
    }
}
