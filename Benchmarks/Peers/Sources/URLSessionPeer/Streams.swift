import ClientMeasuring
import Foundation
import FoundationNetworking
import PeerReading
import Synchronization

/// The delegate that gets the bytes of each stream as they come; the session calls it on a serial queue.
final class Streams: NSObject, URLSessionDataDelegate, Sendable {
    private struct Stream {
        var reading: DecoderReading
        var failure: (any Error)?
        let ended: CheckedContinuation<Tally, any Error>
    }

    private let streams = Mutex<[Int: Stream]>([:])

    /// Runs a task to its end.
    func run(_ task: URLSessionDataTask, _ reading: DecoderReading) async throws -> Tally {
        try await withCheckedThrowingContinuation { ended in
            streams.withLock { $0[task.taskIdentifier] = Stream(reading: reading, ended: ended) }
            task.resume()
        }
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let identifier = dataTask.taskIdentifier
        streams.withLock { streams in
            do {
                try data.withUnsafeBytes { try streams[identifier]?.reading.take($0) }
            } catch {
                streams[identifier]?.failure = error
            }
        }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        guard var stream = streams.withLock({ $0.removeValue(forKey: task.taskIdentifier) }) else { return }
        do {
            if let failure = error ?? stream.failure { throw failure }
            try stream.reading.end()
            stream.ended.resume(returning: stream.reading.tally)
        } catch {
            stream.ended.resume(throwing: error)
        }
    }
}
