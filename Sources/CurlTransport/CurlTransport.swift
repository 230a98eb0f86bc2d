public import HTTPTransport

/// An HTTP transport on libcurl: one thread and one connection pool for any number of streams.
///
/// The thread starts with the transport and ends after the last of the transport and its bodies is released;
/// nothing blocks while that happens. Safe to use from any task.
///
/// A child process made by `fork` without `exec` has no loop thread: every request there throws
/// ``HTTPTransport/HTTPTransportError/Code/shutDown``.
public final class CurlTransport: HTTPTransport {
    private let configuration: Configuration
    private let loop: EventLoop

    /// Starts a transport.
    ///
    /// - Parameter configuration: How it makes connections and bounds its memory.
    /// - Throws: `HTTPTransportError` when libcurl is older than 7.68 or lacks a needed feature, when a value of the
    ///   configuration makes no sense, or when the process is out of descriptors or threads.
    public init(_ configuration: Configuration = Configuration()) throws(HTTPTransportError) {
        let library = try CurlLibrary.shared.get()
        try configuration.validate(for: library)
        self.configuration = configuration
        self.loop = try EventLoop(configuration, library: library)
    }

    /// Sends a request and returns when the head of the final answer is there.
    ///
    /// - Parameter request: The request.
    /// - Returns: The head, and the body still to be read.
    /// - Throws: `HTTPTransportError`; `CancellationError` when the task was cancelled.
    public func execute(_ request: HTTPRequest) async throws -> HTTPResponse {
        try request.validate()
        let transfer = Transfer(request, lowWaterMark: configuration.lowWaterMark, mailbox: loop.mailbox)
        let body = TransferBody(transfer, loop: loop)
        return HTTPResponse(head: try await transfer.start(), body: HTTPBody(body))
    }

    /// Ends the transport and returns when its thread, sockets and memory are released.
    ///
    /// - Parameter mode: What happens to running requests.
    public func shutdown(_ mode: ShutdownMode) async {
        await withCheckedContinuation { continuation in
            if !loop.mailbox.post(.shutDown(mode, whenDone: continuation)) { continuation.resume() }
        }
    }
}
