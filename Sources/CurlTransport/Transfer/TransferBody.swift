internal import HTTPTransport
private import Synchronization

/// The reader's end of a transfer; dropping it ends the transfer.
final class TransferBody: HTTPPolledBodySource {
    private let transfer: Transfer
    /// Keeps the loop running for as long as somebody can read.
    private let loop: EventLoop

    init(_ transfer: Transfer, loop: EventLoop) {
        self.transfer = transfer
        self.loop = loop
        loop.load.add(1, ordering: .relaxed)
    }

    deinit {
        transfer.cancel()
        loop.load.subtract(1, ordering: .relaxed)
    }

    /// Hands the request to the loop and waits for the head.
    func head() async throws -> HTTPResponseHead { HTTPResponseHead(try await transfer.start()) }

    // Inlined into the protocol's witness, which is one frame less for each chunk that is waited for.
    @inline(__always)
    func read(until instant: ContinuousClock.Instant?) async throws -> [UInt8]? {
        try await transfer.read(until: Self.time(instant))
    }

    func poll() throws -> HTTPBodyPoll { try transfer.poll() }

    func wait(until instant: ContinuousClock.Instant?, whenReady: @escaping @Sendable () -> Void) -> Bool {
        transfer.wait(until: Self.time(instant), whenReady: whenReady)
    }

    /// Not inlined: an asynchronous function gets memory from its task for each value whose layout is not known.
    @inline(never)
    private static func time(_ instant: ContinuousClock.Instant?) -> MonotonicTime? { instant.map(MonotonicTime.init) }

    func cancel() { transfer.cancel() }
    func finish() { transfer.finish() }
    var metrics: TransferMetrics { transfer.metrics }
}
