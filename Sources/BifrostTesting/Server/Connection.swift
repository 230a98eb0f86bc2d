import NIOCore
import Synchronization

/// One accepted connection: its requests are answered one after the other by one task.
final class Connection: Sendable {
    private struct State {
        /// The gateway has decided to close; an end that follows is not the peer's doing.
        var isClosing = false
        /// Its end is noted.
        var isClosed = false
        var task: Task<Void, Never>?
    }

    struct Incoming: Sendable {
        var request: RecordedRequest
        var keepAlive: Bool
    }

    /// Pipelined requests beyond this are a broken client, and the connection is closed.
    private static let maximumPipelined = 16

    let number: Int
    let channel: any Channel
    private let server: GatewayServer
    private let state = Mutex(State())
    private let incoming: AsyncStream<Incoming>.Continuation

    init(channel: any Channel, server: GatewayServer) {
        let (requests, incoming) = AsyncStream.makeStream(
            of: Incoming.self, bufferingPolicy: .bufferingOldest(Self.maximumPipelined))
        self.channel = channel
        self.server = server
        self.incoming = incoming
        number = server.journal.update { $0.connectionAccepted() }
        let task = Task(executorPreference: EventLoopExecutor(channel.eventLoop)) { await self.answer(requests) }
        state.withLock { $0.task = task }
    }

    func requestReceived(
        method: String, path: String, headers: [(name: String, value: String)], body: [UInt8], keepAlive: Bool
    ) {
        let number = number
        let request = server.journal.update { journal in
            let request = RecordedRequest(
                index: journal.receivedRequests, connection: number, method: method, path: path, headers: headers,
                body: body, received: .now)
            journal.requestReceived(request)
            return request
        }
        if case .dropped = incoming.yield(Incoming(request: request, keepAlive: keepAlive)) { close() }
    }

    /// Says that the gateway closes the connection, before it does.
    func closing() { state.withLock { $0.isClosing = true } }

    func close() {
        closing()
        channel.close(promise: nil)
    }

    /// The channel has ended: whatever is being written for it stops.
    ///
    /// Whoever notices first says so; nothing comes of it later.
    func closed() {
        let now = ContinuousClock.now
        let (isFirst, isClosing, task) = state.withLock { state in
            defer { state.isClosed = true }
            return (!state.isClosed, state.isClosing, state.task)
        }
        guard isFirst else { return }
        let number = number
        server.journal.update { $0.connectionClosed(number, peerClosed: isClosing ? nil : now) }
        server.connections.withLock { $0[number] = nil }
        incoming.finish()
        task?.cancel()
    }

    private func answer(_ requests: AsyncStream<Incoming>) async {
        for await incoming in requests {
            let script = server.script(for: incoming.request)
            let player = ScriptPlayer(connection: self, heartbeatInterval: server.configuration.heartbeatInterval)
            // A write that fails and a cancelled wait mean that the connection has ended.
            let goesOn = (try? await player.play(script)) ?? false
            if !goesOn || !incoming.keepAlive { return close() }
        }
    }
}
