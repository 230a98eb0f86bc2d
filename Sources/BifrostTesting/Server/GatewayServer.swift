import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// The listening side: accepts connections and finds the script for each request.
final class GatewayServer: Sendable {
    let configuration: EmbeddedGateway.Configuration
    let journal: Watched<Journal>
    let connections = Mutex<[Int: Connection]>([:])
    let replies = Mutex<[Reply]>([])
    private let isStopped = Mutex(false)

    init(_ configuration: EmbeddedGateway.Configuration) {
        self.configuration = configuration
        journal = Watched(
            Journal(
                maximumRequests: configuration.maximumRecordedRequests,
                maximumBodyBytes: configuration.maximumRecordedBytes))
    }

    func listen() async throws -> any Channel {
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 1024)
            .childChannelOption(.autoRead, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try self.accept(channel) }
            }
        if let path = configuration.unixSocketPath {
            return try await bootstrap.bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get()
        }
        return
            try await bootstrap
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .bind(host: configuration.host, port: configuration.port).get()
    }

    private func accept(_ channel: any Channel) throws {
        let connection = Connection(channel: channel, server: self)
        connections.withLock { $0[connection.number] = connection }
        // A channel that is accepted while the listener closes never becomes active, nor inactive.
        channel.closeFuture.whenComplete { _ in connection.closed() }
        let decoder = ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes))
        let handler = ConnectionHandler(connection: connection, maximumBody: configuration.maximumBodyBytes)
        try channel.pipeline.syncOperations.addHandlers([decoder, handler])
        if isStopped.withLock({ $0 }) { connection.close() }
    }

    /// Closes every connection and waits until each has ended.
    func closeConnections() async {
        isStopped.withLock { $0 = true }
        let open = connections.withLock { Array($0.values) }
        for connection in open {
            connection.close()
            try? await connection.channel.closeFuture.get()
        }
    }

    private func nextReply() -> Reply? { replies.withLock { $0.isEmpty ? nil : $0.removeFirst() } }

    func script(for request: RecordedRequest) -> Script {
        Router(configuration: configuration, request: request, history: { [journal] in journal.value.requests })
            .script(nextReply: nextReply)
    }
}
