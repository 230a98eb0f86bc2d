import CurlTransport
import HTTPTransport
import TestSupport
import Testing

@Suite("Ten thousand requests with mixed faults", .timeLimit(.minutes(5)))
struct SoakTests {
    /// What a request asks the server to do, and the client with it.
    private enum Kind: Int, CaseIterable {
        case whole, stream, closed, reset, cut, silent, dropped, cancelled, finished, refused
    }

    @Test("leave no descriptor, thread or transfer behind")
    func nothingLeft() async throws {
        let server = RawServer(backlog: 4096, Self.serve)
        defer { server.stop() }
        let before = SocketTable.socketsHeld(to: server.port)
        let transport = try CurlTransport()
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for worker in 0..<50 {
                group.addTask {
                    var allAsExpected = true
                    for round in 0..<200 {
                        let kind = Kind(rawValue: (worker + round) % Kind.allCases.count) ?? .whole
                        if await !Self.run(kind, transport, server) { allAsExpected = false }
                    }
                    return allAsExpected
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count == 50)
        #expect(outcomes.allSatisfy { $0 })
        await transport.shutdown(.immediate)
        #expect(SocketTable.socketsHeld(to: server.port) == before)
    }

    @Sendable private static func serve(_ connection: RawConnection) {
        while let request = connection.readRequest() {
            switch request.head.split(separator: " ").dropFirst().first.flatMap({ Int($0.dropFirst()) }) {
            case Kind.closed.rawValue: return
            case Kind.reset.rawValue: return connection.reset()
            case Kind.cut.rawValue:
                connection.sendStreamHead()
                return connection.sendChunk("half") ? connection.close() : ()
            case Kind.silent.rawValue, Kind.cancelled.rawValue:
                _ = connection.waitForClose()
                return
            case Kind.dropped.rawValue:
                connection.sendStreamHead()
                connection.sendChunk("some")
                _ = connection.waitForClose()
                return
            case Kind.stream.rawValue, Kind.finished.rawValue:
                connection.sendStreamHead()
                for _ in 0..<5 { connection.sendChunk("piece") }
                connection.sendLastChunk()
            default:
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwhole")
            }
        }
    }

    /// Runs one request; true when it ended as its kind must.
    private static func run(_ kind: Kind, _ transport: CurlTransport, _ server: RawServer) async -> Bool {
        let limits = TransferLimits(firstByte: kind == .silent ? .milliseconds(20) : .seconds(60))
        let port = kind == .refused ? ":1" : ":\(server.port)"
        let request = HTTPRequest(
            method: "POST", url: "http://127.0.0.1\(port)/\(kind.rawValue)", body: HTTPRequestBody([1]), limits: limits)
        do {
            if kind == .cancelled { return try await cancelled(transport, request) }
            let body = try await transport.execute(request).body
            switch kind {
            case .dropped: return try await body.read() == Array("some".utf8)
            case .finished:
                _ = try await body.read()
                body.finish()
                return true
            case .whole: return try await body.collect().count == 5
            case .stream: return try await body.collect().count == 25
            default:
                _ = try await body.collect()
                return false
            }
        } catch let error as HTTPTransportError {
            return switch kind {
            case .silent: error.limit == .firstByte
            case .refused: error.code == .connect
            case .closed, .reset, .cut: error.code == .connectionLost
            default: false
            }
        } catch {
            return false
        }
    }

    private static func cancelled(_ transport: CurlTransport, _ request: HTTPRequest) async throws -> Bool {
        let task = Task { try await transport.execute(request) }
        await Task.yield()
        task.cancel()
        do {
            _ = try await task.value
            return false
        } catch is CancellationError {
            return true
        }
    }
}
