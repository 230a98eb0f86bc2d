import NIOCore

/// Plays one script on a connection, step by step; a step is over when the socket has taken its bytes.
struct ScriptPlayer {
    private let connection: Connection
    private let heartbeatInterval: Duration?
    private var isHeadWritten = false
    private var isEventStream = false

    init(connection: Connection, heartbeatInterval: Duration?) {
        self.connection = connection
        self.heartbeatInterval = heartbeatInterval
    }

    /// - Returns: Whether the connection can take the next request.
    consuming func play(_ script: Script) async throws -> Bool {
        isEventStream = script.isEventStream
        var isComplete = false
        for step in script.steps {
            switch step {
            case .head: try await writeBody([], script)
            case .bytes(let bytes): try await writeBody(bytes, script)
            case .raw(let bytes): try await write(ByteBuffer(bytes: bytes))
            case .generated(let count, let payload, let interval):
                try await generate(count, payload, interval, script)
            case .pause(let duration): try await pause(duration)
            case .wait(let gate): try await wait(for: gate)
            case .hang: try await wait(for: Gate())
            case .reset:
                try await reset()
                return false
            case .close: return false
            case .end:
                try await writeEnd(script)
                isComplete = script.framing != .untilClose
            }
        }
        return isComplete
    }

    private func write(_ buffer: ByteBuffer) async throws {
        guard buffer.readableBytes > 0 else { return }
        try await connection.channel.writeAndFlush(buffer).get()
    }

    private mutating func writeBody(_ bytes: [UInt8], _ script: Script) async throws {
        var buffer = headIfMissing(script)
        ResponseFraming.append(bytes, framing: script.framing, to: &buffer)
        try await write(buffer)
    }

    private mutating func writeEnd(_ script: Script) async throws {
        var buffer = headIfMissing(script)
        if script.framing == .chunked { buffer.writeStaticString("0\r\n\r\n") }
        try await write(buffer)
    }

    private mutating func headIfMissing(_ script: Script) -> ByteBuffer {
        defer { isHeadWritten = true }
        return isHeadWritten ? ByteBuffer() : ResponseFraming.head(of: script)
    }

    /// Payloads leave in batches of this size when nothing has to pass between them.
    private static let batch = 64 * 1024

    private mutating func generate(
        _ count: Int, _ payload: [UInt8], _ interval: Duration, _ script: Script
    ) async throws {
        var left = count
        while left > 0 {
            var buffer = headIfMissing(script)
            repeat {
                ResponseFraming.append(payload, framing: script.framing, to: &buffer)
                left -= 1
            } while left > 0 && interval == .zero && buffer.readableBytes < Self.batch
            try await write(buffer)
            if left > 0 { try await pause(interval) }
        }
    }

    private func reset() async throws {
        connection.closing()
        try await LingerReset.apply(to: connection.channel)
    }
}

extension ScriptPlayer {
    /// Heartbeats are a comment without a blank line, and only once the head of a stream has left.
    private var heartbeat: Duration? { isHeadWritten && isEventStream ? heartbeatInterval : nil }

    private func beat() async throws {
        var buffer = ByteBuffer()
        ResponseFraming.append(Array(": heartbeat\n".utf8), framing: .chunked, to: &buffer)
        try await write(buffer)
    }

    private func pause(_ duration: Duration) async throws {
        var left = duration
        while let heartbeat, heartbeat < left {
            try await Task.sleep(for: heartbeat)
            try await beat()
            left -= heartbeat
        }
        if left > .zero { try await Task.sleep(for: left) }
    }

    private func wait(for gate: Gate) async throws {
        while try await !gate.wait(within: heartbeat) { try await beat() }
    }
}
