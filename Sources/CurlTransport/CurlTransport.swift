public import HTTPTransport
private import Synchronization

/// An HTTP transport on libcurl: one thread and one connection pool for any number of streams.
///
/// The threads start with the transport and end after the last of the transport and its bodies is released;
/// nothing blocks while that happens. Safe to use from any task.
///
/// A child process made by `fork` without `exec` has no loop thread: every request there throws
/// `HTTPTransportError.Code.shutDown`.
public final class CurlTransport: HTTPTransport {
    private let lowWaterMark: Int
    private let loops: [EventLoop]
    private let origins = Origins()

    /// Starts a transport.
    ///
    /// - Parameter configuration: How it makes connections and bounds its memory.
    /// - Throws: `HTTPTransportError` when libcurl is older than 7.68 or lacks a needed feature, when a value of the
    ///   configuration makes no sense, or when the process is out of descriptors or threads.
    public init(_ configuration: Configuration = Configuration()) throws(HTTPTransportError) {
        let library = try CurlLibrary.shared.get()
        try configuration.validate(for: library)
        let settings = try ConnectionSettings(configuration, library)
        let admissions = Admissions(
            maximum: configuration.maximumTransfers,
            maximumPerOrigin: configuration.maximumTransfersPerOrigin ?? configuration.maximumTransfers)
        lowWaterMark = configuration.lowWaterMark
        var loops: [EventLoop] = []
        for _ in 0..<configuration.loops { loops.append(try EventLoop(settings, admissions: admissions)) }
        self.loops = loops
    }

    /// Sends a request and returns when the head of the final answer is there.
    ///
    /// - Parameter request: The request.
    /// - Returns: The head, and the body still to be read.
    /// - Throws: `HTTPTransportError`, with `invalidRequest` when a file of the body cannot be read;
    ///   `CancellationError` when the task was cancelled.
    public func execute(_ request: HTTPRequest) async throws -> HTTPResponse {
        let body = try body(ofAnswerTo: request)
        return HTTPResponse(head: try await body.head(), body: HTTPBody(body))
    }

    /// Not inlined: what an asynchronous function touches stays in its task's memory for as long as it waits.
    @inline(never)
    private func body(ofAnswerTo request: HTTPRequest) throws(HTTPTransportError) -> TransferBody {
        let origin = try origins.origin(of: request.url)
        try request.validate()
        // A task that runs on a loop has its bytes there.
        let loop = loops.first { $0.mailbox.isOnLoop } ?? leastLoaded
        // The body is in no variable: its files are to be closed as soon as they are sent.
        let transfer = Transfer(
            request, try request.body.map(PreparedBody.init), origin: origin, lowWaterMark: lowWaterMark,
            mailbox: loop.mailbox)
        return TransferBody(transfer, loop: loop)
    }

    /// Runs tasks where the bytes of their streams arrive.
    ///
    /// With several loops, that of the one with the fewest transfers; what a task then requests stays on that loop.
    public var taskExecutor: LoopExecutor { leastLoaded.executor }

    /// The first of those with the fewest transfers: one call after the other finds the connection of the last.
    private var leastLoaded: EventLoop {
        var least = loops[0]
        for loop in loops.dropFirst() where loop.load.load(ordering: .relaxed) < least.load.load(ordering: .relaxed) {
            least = loop
        }
        return least
    }

    /// Counts what the transport has in hand and has done; all zero once it has ended.
    ///
    /// - Returns: The counts, each taken in one moment of its loop.
    public func snapshot() async -> Snapshot {
        var sum = Snapshot()
        for loop in loops {
            sum =
                await sum
                + withCheckedContinuation { continuation in
                    if !loop.mailbox.post(.report(continuation)) { continuation.resume(returning: Snapshot()) }
                }
        }
        return sum
    }

    /// Ends the transport and returns when its threads, sockets and memory are released.
    ///
    /// - Parameter mode: What happens to running requests.
    public func shutdown(_ mode: ShutdownMode) async {
        await withDiscardingTaskGroup { group in
            for loop in loops {
                group.addTask {
                    await withCheckedContinuation { continuation in
                        if !loop.mailbox.post(.shutDown(mode, whenDone: continuation)) { continuation.resume() }
                    }
                }
            }
        }
    }
}
