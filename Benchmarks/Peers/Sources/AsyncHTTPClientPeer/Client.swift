import AsyncHTTPClient
import ClientMeasuring
import NIOCore
import NIOPosix
import PeerReading

/// What async-http-client needs for the work; `--scan` in front reads by hand instead of with `JSONDecoder`.
///
/// See `Sources/BifrostClient/Client.swift` for what it is told and what it prints.
@main
enum Client {
    static func main() async throws {
        raiseDescriptorLimit()
        let arguments = CommandLine.arguments.dropFirst()
        let scans = arguments.first == "--scan"
        let told = Array(scans ? arguments.dropFirst() : arguments)
        guard let work = Work(told) else { return print("what work, port, streams and numbers?") }
        let client = HTTPClient(
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup(numberOfThreads: 1)),
            configuration: configuration(for: work))
        let load = Load(client: client, work: work, url: work.url(port: told[1]))
        let start = Usage.now
        let tally = try await scans ? load.run(ScanReading.self) : load.run(DecoderReading.self)
        print(Report(used: Usage.now - start, tally: tally).json)
        try await client.shutdown()
    }

    private static func configuration(for work: Work) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = work.streams
        return configuration
    }
}
