import CurlTransport
import Foundation
import HTTPTransport
import TestSupport
import Testing

@Suite("Compressed answers", .timeLimit(.minutes(5)))
struct CompressionTests {
    /// The bytes as gzip, by the system's command.
    private static func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/bin/gzip")
        process.arguments = ["-c"]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        Thread.detachNewThread {
            try? input.fileHandleForWriting.write(contentsOf: Data(bytes))
            try? input.fileHandleForWriting.close()
        }
        let packed = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        return packed
    }

    private static func serving(_ packed: [UInt8], asked: Mailslot<Bool>? = nil) -> RawServer {
        RawServer { connection in
            while let request = connection.readRequest() {
                asked?.put(request.head.lowercased().contains("accept-encoding:"))
                connection.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(packed.count)\r\n\r\n")
                connection.send(packed)
            }
        }
    }

    @Test("is neither asked for nor decoded by default")
    func off() async throws {
        let packed = try Self.gzip(Array("hello".utf8))
        let asked = Mailslot<Bool>()
        let server = Self.serving(packed, asked: asked)
        defer { server.stop() }
        #expect(try await CurlTransport().execute(server.get()).body.collect() == packed)
        #expect(try await asked.take() == false)
    }

    @Test("is asked for and decoded where it is wanted")
    func on() async throws {
        var configuration = CurlTransport.Configuration()
        configuration.compression = .builtIn
        let asked = Mailslot<Bool>()
        let server = Self.serving(try Self.gzip(Array("hello".utf8)), asked: asked)
        defer { server.stop() }
        let body = try await CurlTransport(configuration).execute(server.get()).body
        #expect(try await body.collect() == Array("hello".utf8))
        #expect(try await asked.take())
    }

    @Test("a bomb ends at the limit on unread bytes, not in memory")
    func bomb() async throws {
        var configuration = CurlTransport.Configuration()
        configuration.compression = .builtIn
        configuration.maximumUnread = 1 << 20
        let server = Self.serving(try Self.gzip([UInt8](repeating: 0, count: 64 << 20)))
        defer { server.stop() }
        let transport = try CurlTransport(configuration)
        let body = try await transport.execute(server.get()).body
        try await transport.waitFor { $0.failed == 1 }
        #expect(await transport.snapshot().bytesReceived < 2 << 20)
        let error = await #expect(throws: HTTPTransportError.self) { while try await body.read() != nil {} }
        #expect(error?.code == .tooLarge)
    }

    @Test("garbage is not HTTP")
    func garbage() async throws {
        var configuration = CurlTransport.Configuration()
        configuration.compression = .builtIn
        let server = Self.serving(Array("this is not gzip".utf8))
        defer { server.stop() }
        let transport = try CurlTransport(configuration)
        let error = await #expect(throws: HTTPTransportError.self) {
            try await transport.execute(server.get()).body.collect()
        }
        #expect(error?.code == .invalidResponse)
    }
}
