import NIOCore
import Synchronization

/// A Bifrost gateway inside the process, on loopback, with a built-in model: for demos and for the tests of users.
///
/// It speaks the gateway's wire format in both flavours (`/v1` and `/openai/v1`) on real sockets, answers like a small
/// deterministic model, and shows every fault of a real network by name.
///
/// ```swift
/// let gateway = try await EmbeddedGateway.start()
/// gateway.enqueue(.chat("Hello."), .fault(.resetMidStream))
/// // … point a client at gateway.baseURL …
/// await gateway.stop()
/// ```
///
/// A chat with the field `x-bf-cache-key` is looked up in a cache: a recorded request with the same key, path and body,
/// and without `x-bf-cache-no-store: true`, is a hit. `x-bf-send-back-raw-request` and `…-response` are obeyed.
///
/// Any model of a known provider speaks, listens and draws. Files and batches are found again in the record of requests,
/// and are gone with it; a batch is completed when it is asked for the third time.
///
/// A gateway that is not stopped serves until the process ends.
///
/// A model named after a ``Fault``, such as `openai/rate-limited`, always shows that fault, so that programs in any
/// language can provoke it.
public final class EmbeddedGateway: Sendable {
    /// The TCP port it listens on; 0 with a Unix socket.
    public let port: Int

    private let host: String
    private let server: GatewayServer
    private let listener: any Channel

    private init(server: GatewayServer, listener: any Channel) {
        self.server = server
        self.listener = listener
        host = server.configuration.host
        port = listener.localAddress?.port ?? 0
    }

    /// Starts a gateway and returns when it accepts connections.
    ///
    /// - Throws: The system's error when the address cannot be bound.
    public static func start(_ configuration: Configuration = Configuration()) async throws -> EmbeddedGateway {
        let server = GatewayServer(configuration)
        return EmbeddedGateway(server: server, listener: try await server.listen())
    }

    /// The native base URL, `http://HOST:PORT/v1`: models are named `provider/model`.
    public var baseURL: String { "http://\(authority)/v1" }

    /// The base URL for clients of OpenAI, `http://HOST:PORT/openai/v1`: models without a prefix are OpenAI's.
    public var dropInBaseURL: String { "http://\(authority)/openai/v1" }

    private var authority: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// Stops listening and closes all connections; later calls do nothing.
    public func stop() async {
        // A second close fails with "already closed", which is what is wanted.
        try? await listener.close().get()
        await server.closeConnections()
    }

    /// Answers the next requests with these replies, in order, instead of the built-in model.
    ///
    /// They go to any request under `/v1/` and `/openai/`, after the check of the key; `/health` never takes one.
    /// Responses take the replies of chats. For other endpoints, errors and faults look the same, and an answer is given
    /// by exact steps or ``Reply/json(_:status:)``.
    public func enqueue(_ replies: Reply...) { server.replies.withLock { $0 += replies } }
}

extension EmbeddedGateway {
    /// The last requests, oldest first; ``Configuration/maximumRecordedRequests`` and
    /// ``Configuration/maximumRecordedBytes`` bound how many.
    public var requests: [RecordedRequest] { server.journal.value.requests }

    /// The number of connections that are open now.
    public var openConnections: Int { server.journal.value.openConnections.count }

    /// The number of connections accepted since the start.
    public var acceptedConnections: Int { server.journal.value.acceptedConnections }

    /// A wait passed its limit.
    public struct WaitLimitPassed: Error, CustomStringConvertible {
        /// What was waited for.
        public let description: String
    }

    /// Waits for a request by its position since the start, from 0.
    ///
    /// - Throws: ``WaitLimitPassed``, or `CancellationError`.
    public func request(_ index: Int, within limit: Duration = .seconds(30)) async throws -> RecordedRequest {
        let request = try await server.journal.wait(within: limit) { $0.request(index) }
        guard let request else { throw WaitLimitPassed(description: "request \(index) did not arrive within \(limit)") }
        return request
    }

    /// Waits until the peer of a request has closed or reset its connection.
    ///
    /// The gateway reads while it waits or writes nothing, so the moment is that of the peer's FIN or RST. It never
    /// comes for a connection that the gateway itself closed.
    ///
    /// - Returns: When the gateway noticed.
    /// - Throws: ``WaitLimitPassed``, or `CancellationError`.
    public func peerClosed(
        request index: Int, within limit: Duration = .seconds(30)
    ) async throws -> ContinuousClock.Instant {
        let moment = try await server.journal.wait(within: limit) { $0.peerClosure(ofRequest: index) }
        guard let moment else {
            throw WaitLimitPassed(description: "the peer of request \(index) did not close within \(limit)")
        }
        return moment
    }

    /// Waits until this many connections are open, for instance none.
    ///
    /// - Throws: ``WaitLimitPassed``, or `CancellationError`.
    public func openConnections(_ count: Int, within limit: Duration = .seconds(30)) async throws {
        let reached = try await server.journal.wait(within: limit) { $0.openConnections.count == count ? true : nil }
        if reached == nil {
            throw WaitLimitPassed(description: "\(count) open connections not reached within \(limit)")
        }
    }
}
