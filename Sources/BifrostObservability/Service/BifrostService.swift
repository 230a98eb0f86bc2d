public import HTTPTransport
public import LLM
public import ServiceLifecycle

/// Ends a transport in good order when a `ServiceGroup` shuts down.
///
/// On graceful shutdown no new call begins: those that try end in `LLMError.Code.configuration`, "the transport was
/// shut down". What runs may go on for the grace period and is cancelled then. `run()` returns when the transport has
/// released everything. A cancelled `run()` cancels what runs at once, also within the grace period.
///
/// Services shut down in reverse order: list it before the server that makes the calls.
public struct BifrostService: Service {
    private let transport: any HTTPTransport
    private let gracePeriod: Duration
    private let sampler: TransportSampler?

    /// Attends a transport; models are to be made with it, since the one that they share by default is nobody's to end.
    ///
    /// - Parameters:
    ///   - transport: The transport.
    ///   - gracePeriod: How long running calls may go on; shorter than the group's own limit.
    ///   - sampling: How often the transport's connections and queue are told as metrics; more than zero. Nil never
    ///     does. Only a `CurlTransport` tells them.
    ///   - clock: Measures the time between samples.
    public init(
        _ transport: any HTTPTransport,
        gracePeriod: Duration = .seconds(20),
        sampling: Duration? = .seconds(10),
        clock: CallClock = .continuous
    ) {
        self.transport = transport
        self.gracePeriod = gracePeriod
        sampler = sampling.flatMap { TransportSampler(transport, every: $0, clock: clock) }
    }

    /// Attends the transport until a graceful shutdown or a cancellation, and ends it.
    public func run() async throws {
        let sampling = sampler
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await sampling?.run() }
            // Throws when the task is cancelled, which is told apart below.
            try? await gracefulShutdown()
            await end()
            group.cancelAll()
        }
    }

    private func end() async {
        await withTaskCancellationHandler {
            await transport.shutdown(Task.isCancelled ? .immediate : .graceful(within: gracePeriod))
        } onCancel: {
            // Not structured: the shutdown above does not end early, and a second one cuts it short.
            Task { [transport] in await transport.shutdown(.immediate) }
        }
    }
}
