import HTTPTransport

/// A body that passes on another one's bytes and notes them.
final class RecordingBody: HTTPBodySource {
    private let base: HTTPBody
    private let exchange: Int
    private let log: ExchangeLog

    init(_ base: HTTPBody, _ exchange: Int, _ log: ExchangeLog) {
        self.base = base
        self.exchange = exchange
        self.log = log
    }

    deinit { log.ended(exchange, .cancelled) }

    func read(until instant: ContinuousClock.Instant?) async throws -> [UInt8]? {
        do {
            guard let bytes = try await base.read(until: instant) else {
                log.ended(exchange, .complete(endIsTold: base.metrics.endIsTold))
                return nil
            }
            log.received(exchange, bytes)
            return bytes
        } catch let error as HTTPTransportError {
            // The reader's own patience ended, and the transfer goes on.
            if error.limit != .read { log.ended(exchange, .failed(Recording.Failure(error))) }
            throw error
        } catch {
            log.ended(exchange, .cancelled)
            throw error
        }
    }

    func cancel() {
        log.ended(exchange, .cancelled)
        base.cancel()
    }

    func finish() {
        log.ended(exchange, .finished)
        base.finish()
    }

    var metrics: TransferMetrics { base.metrics }
}
