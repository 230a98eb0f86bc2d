import CurlTransport
import Foundation
import HTTPTransport
import Synchronization
import TestSupport
import Testing

@Suite("Bodies from files", .timeLimit(.minutes(5)))
struct UploadSocketTests {
    let transport: CurlTransport
    /// What is in memory of one body at most.
    private static let bound = 256 << 10
    /// More than all buffers of a connection between here and a server that does not read.
    private static let large = 64 << 20

    init() throws { transport = try CurlTransport() }

    /// A server that reads nothing behind the head until it is let, and then says what it got.
    private struct Receiver: Sendable {
        let server: RawServer
        let gate = Gate()
        let received = Mailslot<Int>()

        init() {
            let (gate, received) = (gate, received)
            server = RawServer { connection in
                guard let head = connection.readHead() else { return }
                gate.wait()
                let count = readPattern(connection, length: contentLength(of: head))
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                received.put(count)
            }
        }

        func post(_ file: TemporaryFile, _ limits: TransferLimits = TransferLimits()) -> HTTPRequest {
            let body = HTTPRequestBody(pieces: [.file(path: file.path)])
            return HTTPRequest(method: "POST", url: server.url + "/", body: body, limits: limits)
        }
    }

    @Test("a large file arrives byte for byte, and little of it is in memory while the server is slow")
    func large() async throws {
        let file = try TemporaryFile(Pattern.bytes(Self.large))
        let receiver = Receiver()
        defer { receiver.server.stop() }
        let sent = Task { [transport] in try await transport.execute(receiver.post(file)) }
        try await transport.waitFor { $0.bytesBuffered > Self.bound / 2 }
        receiver.gate.open()
        let most = Mutex(0)
        try await transport.waitFor { snapshot in
            most.withLock { $0 = max($0, snapshot.bytesBuffered) }
            return snapshot.completed == 1
        }
        let response = try await sent.value
        #expect(try await receiver.received.take() == Self.large)
        #expect(response.head.status == 200)
        #expect(response.body.metrics.bytesSent == Self.large)
        #expect(most.withLock { $0 } <= Self.bound)
        #expect(openDescriptors(file) == 0)
    }

    @Test("any method and any pieces, as often as the value is sent", arguments: ["POST", "PUT", "PATCH", "DELETE"])
    func pieces(_ method: String) async throws {
        let (file, empty) = (try TemporaryFile(Pattern.bytes(300_000)), try TemporaryFile([]))
        let requests = Mailslot<RawConnection.Request>()
        let server = RawServer { connection in
            while let request = connection.readRequest() {
                requests.put(request)
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            }
        }
        defer { server.stop() }
        let body = HTTPRequestBody(pieces: [
            .bytes(Array("--x\r\n".utf8)), .file(path: file.path), .file(path: empty.path), .bytes([]),
            .file(path: file.path), .bytes(Array("--x--".utf8)),
        ])
        let expected = Array("--x\r\n".utf8) + Pattern.bytes(300_000) + Pattern.bytes(300_000) + Array("--x--".utf8)
        for _ in 0..<2 {
            let response = try await transport.execute(HTTPRequest(method: method, url: server.url + "/", body: body))
            let request = try await requests.take()
            #expect(request.body == expected)
            #expect(request.head.hasPrefix("\(method) / HTTP/1.1\r\n"))
            #expect(request.head.contains("Content-Length: \(expected.count)\r\n"))
            #expect(!request.head.contains("Expect") && !request.head.contains("Transfer-Encoding"))
            #expect(response.body.metrics.bytesSent == expected.count)
        }
        #expect(server.acceptedConnections == (Libcurl.reusesConnections ? 1 : 2))
    }

    @Test(
        "bodies without a file, of every size that is sent in its own way", arguments: [0, 1, 65535, 65536, 3_000_000])
    func bytes(_ size: Int) async throws {
        let file = try TemporaryFile(Pattern.bytes(size))
        for body in [HTTPRequestBody(Pattern.bytes(size)), HTTPRequestBody(pieces: [.file(path: file.path)])] {
            let bodies = Mailslot<[UInt8]>()
            let server = RawServer { connection in
                guard let request = connection.readRequest() else { return }
                bodies.put(request.head.contains("Content-Length: \(size)\r\n") ? request.body : [0])
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            }
            defer { server.stop() }
            _ = try await transport.execute(HTTPRequest(method: "POST", url: server.url + "/", body: body))
            #expect(try await bodies.take() == Pattern.bytes(size))
        }
    }

    @Test("a file that cannot be read is refused before anything is sent, by its name and the system's words")
    func unreadable() async throws {
        let (gone, pipe) = (try TemporaryFile([1]), try TemporaryFile([1]))
        for file in [gone, pipe] { file.remove() }
        #expect(mkfifo(pipe.path, 0o600) == 0)
        let server = RawServer { _ in }
        defer { server.stop() }
        let folder = FileManager.default.temporaryDirectory.path
        for (path, words) in [
            (gone.path, "No such file"), (folder, "Is a directory"), (pipe.path, "not a regular file"), ("a\0b", "NUL"),
        ] {
            let body = HTTPRequestBody(pieces: [.bytes([1]), .file(path: path)])
            let error = await #expect(throws: HTTPTransportError.self) {
                try await transport.execute(HTTPRequest(method: "POST", url: server.url + "/", body: body))
            }
            #expect(error?.code == .invalidRequest)
            #expect(error?.message.contains(words) == true && error?.requestMayHaveArrived == false)
            #expect(path.contains("\0") || error?.message.contains(path) == true)
        }
        #expect(server.acceptedConnections == 0)
    }

    @Test("a file that becomes shorter while it is sent ends the transfer, and no wrong byte is sent")
    func shrinking() async throws {
        let file = try TemporaryFile(Pattern.bytes(Self.large))
        let receiver = Receiver()
        defer { receiver.server.stop() }
        let sent = Task { [transport] in try await transport.execute(receiver.post(file)) }
        try await transport.waitFor { $0.bytesBuffered > Self.bound / 2 }
        try file.truncate(to: Self.large / 2 + 5)
        receiver.gate.open()
        let error = await #expect(throws: HTTPTransportError.self) { try await sent.value }
        #expect(error?.code == .invalidRequest)
        #expect(error?.message.contains("became shorter") == true)
        #expect(error?.requestMayHaveArrived == true)
        #expect(1...(Self.large / 2 + 5) ~= (try await receiver.received.take()))
        #expect(openDescriptors(file) == 0)
    }

    @Test("an answer that comes before the request is sent is an answer", arguments: [413, 200])
    func earlyAnswer(_ status: Int) async throws {
        let file = try TemporaryFile(Pattern.bytes(Self.large))
        let server = RawServer { connection in
            _ = connection.readHead()
            connection.send("HTTP/1.1 \(status) Early\r\nContent-Length: 5\r\n\r\nearly")
            _ = connection.waitForClose()
        }
        defer { server.stop() }
        let body = HTTPRequestBody(pieces: [.file(path: file.path)])
        let response = try await transport.execute(HTTPRequest(method: "POST", url: server.url + "/", body: body))
        #expect(response.head.status == status)
        #expect(try await response.body.collect() == Array("early".utf8))
        try await transport.waitFor { _ in openDescriptors(file) == 0 }
    }

    @Test("a body is sent and its answer received at the same time, with a reader that falls behind")
    func bothWays() async throws {
        var configuration = CurlTransport.Configuration()
        (configuration.highWaterMark, configuration.lowWaterMark) = (64 << 10, 16 << 10)
        let size = 8 << 20
        let file = try TemporaryFile(Pattern.bytes(size))
        let server = RawServer { connection in
            guard connection.readHead() != nil else { return }
            connection.sendStreamHead()
            var left = size
            while left > 0, let bytes = connection.readSome(), connection.sendChunk(bytes) { left -= bytes.count }
            connection.sendLastChunk()
        }
        defer { server.stop() }
        let transport = try CurlTransport(configuration)
        let body = HTTPRequestBody(pieces: [.file(path: file.path)])
        let echo = try await transport.execute(HTTPRequest(method: "POST", url: server.url + "/", body: body)).body
        try await transport.waitFor { $0.paused == 1 }
        var count = 0
        while let bytes = try await echo.read() {
            try #require(Pattern.continues(bytes, at: count))
            count += bytes.count
        }
        #expect(count == size)
    }

    enum Ending: String, CaseIterable, CustomTestStringConvertible {
        case cancel, firstByte, idle, total, shutDown
        var testDescription: String { rawValue }

        var limits: TransferLimits {
            let (short, long) = (Duration.milliseconds(300), Duration.seconds(100))
            return switch self {
            case .firstByte: TransferLimits(firstByte: short, idle: long)
            case .idle: TransferLimits(firstByte: long, idle: short)
            case .total: TransferLimits(deadline: .now + short, total: short)
            case .cancel, .shutDown: TransferLimits()
            }
        }
    }

    @Test("whatever ends an upload in its middle closes its connection and its file", arguments: Ending.allCases)
    func endings(_ ending: Ending) async throws {
        let file = try TemporaryFile(Pattern.bytes(Self.large))
        let closed = Mailslot<Bool>()
        let gate = Gate()
        let server = RawServer { connection in
            _ = connection.readHead()
            gate.wait()
            closed.put(connection.waitForClose() != nil)
        }
        defer { server.stop() }
        var request = HTTPRequest(method: "POST", url: server.url + "/", limits: ending.limits)
        request.body = HTTPRequestBody(pieces: [.file(path: file.path)])
        let sent = Task { [transport, request] in try await transport.execute(request) }
        if [.cancel, .shutDown].contains(ending) {
            try await transport.waitFor { $0.bytesBuffered > Self.bound / 2 }
            #expect(openDescriptors(file) == 1)
        }
        if ending == .cancel { sent.cancel() }
        if ending == .shutDown { await transport.shutdown(.immediate) }
        let error = await #expect(throws: (any Error).self) { try await sent.value }
        #expect((error as? HTTPTransportError)?.limit == TransferLimits.Name(rawValue: ending.rawValue))
        #expect((error is CancellationError) == (ending == .cancel))
        // The socket and the file are closed in the turn that ends the transfer.
        if ending != .shutDown { try await transport.waitFor { $0.ending == 0 && $0.sockets == 0 } }
        let deadline = ContinuousClock.now + .seconds(60)
        while openDescriptors(file) > 0, ContinuousClock.now < deadline { await Task.yield() }
        #expect(openDescriptors(file) == 0)
        gate.open()
        #expect(try await closed.take())
    }

    @Test("libcurl does not send an upload again when the kept connection is dead")
    func noReplay() async throws {
        let file = try TemporaryFile(Pattern.bytes(1 << 20))
        let requests = Atomic(0)
        let server = RawServer { connection in
            while connection.readHead() != nil {
                if requests.add(1, ordering: .relaxed).newValue == 2 { return connection.reset() }
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            }
        }
        defer { server.stop() }
        _ = try await transport.execute(server.get(path: "/")).body.collect()
        var request = server.post("")
        request.body = HTTPRequestBody(pieces: [.file(path: file.path)])
        let error = await #expect(throws: HTTPTransportError.self) { try await transport.execute(request) }
        #expect(error?.code == .connectionLost)
        #expect(error?.requestMayHaveArrived == true)
        #expect(requests.load(ordering: .relaxed) == 2)
        try await transport.waitFor { _ in openDescriptors(file) == 0 }
    }
}

/// Reads a body that should be the pattern; returns how many bytes of it came, minus one when one was wrong.
private func readPattern(_ connection: RawConnection, length: Int) -> Int {
    var count = 0
    while count < length, let bytes = connection.readSome() {
        guard Pattern.continues(bytes, at: count) else { return -1 }
        count += bytes.count
    }
    return count
}

private func contentLength(of head: String) -> Int {
    head.split(separator: "Content-Length: ").last.flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
}

/// How many descriptors of this process are open for a file.
private func openDescriptors(_ file: TemporaryFile) -> Int { ThisProcess.descriptors.count { $0 == file.path } }
