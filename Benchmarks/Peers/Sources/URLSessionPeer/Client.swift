import ClientMeasuring
import Foundation
import FoundationNetworking
import PeerReading

/// What URLSession with `JSONDecoder` needs for the work.
///
/// See `Sources/BifrostClient/Client.swift` for what it is told and what it prints.
@main
enum Client {
    static func main() async throws {
        raiseDescriptorLimit()
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let work = Work(arguments), let url = URL(string: work.url(port: arguments[1])) else {
            return print("what work, port, streams and numbers?")
        }
        let start = Usage.now
        let tally = try await run(work, url)
        print(Report(used: Usage.now - start, tally: tally).json)
    }

    private static func run(_ work: Work, _ url: URL) async throws -> Tally {
        let streams = Streams()
        let session = URLSession(
            configuration: configuration(for: work), delegate: work.isWhole ? nil : streams, delegateQueue: nil)
        let request = request(for: work, url)
        return try await withThrowingTaskGroup(of: Tally.self) { group in
            for stream in 0..<work.streams {
                group.addTask {
                    work.isWhole
                        ? try await answers(session, request, work, work.requests(of: stream))
                        : try await streams.run(session.dataTask(with: request), DecoderReading(work))
                }
            }
            return try await group.reduce(into: Tally()) { $0.add($1) }
        }
    }

    private static func answers(
        _ session: URLSession, _ request: URLRequest, _ work: Work, _ requests: Int
    ) async throws -> Tally {
        var reading = DecoderReading(work)
        for _ in 0..<requests {
            try await session.data(for: request).0.withUnsafeBytes { try reading.take($0) }
            try reading.end()
        }
        return reading.tally
    }

    private static func configuration(for work: Work) -> URLSessionConfiguration {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpMaximumConnectionsPerHost = work.streams
        configuration.httpShouldSetCookies = false
        configuration.urlCache = nil
        configuration.timeoutIntervalForRequest = 3600
        return configuration
    }

    private static func request(for work: Work, _ url: URL) -> URLRequest {
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.setValue("text/event-stream, application/json", forHTTPHeaderField: "Accept")
        request.setValue("Bearer sk-bench", forHTTPHeaderField: "Authorization")
        request.httpBody = Data(work.body.utf8)
        return request
    }
}
