import CurlTransport
import HTTPTransport
import TestSupport

extension CurlTransport.Configuration {
    /// Trusts the authorities in a PEM file, and no other.
    mutating func trust(_ file: String) { tls.authorities = .file(file) }
}

extension CurlTransport {
    /// A transport that trusts a throw-away authority; without one, whom the system trusts.
    ///
    /// Streams share connections with every libcurl.
    convenience init(
        _ version: Configuration.HTTPVersion, trusting authorityFile: String? = nil,
        adjust: (inout Configuration) -> Void = { _ in }
    ) throws {
        var configuration = Configuration()
        configuration.httpVersion = version
        configuration.maximumStreamsPerConnection = 25
        if let authorityFile { configuration.trust(authorityFile) }
        adjust(&configuration)
        try self.init(configuration)
    }
}

extension HTTPRequest {
    /// A request that no test waits for longer than half a minute of silence.
    static func get(_ url: String) -> HTTPRequest {
        HTTPRequest(method: "GET", url: url, limits: .patient)
    }

    /// The same with a body.
    static func post(_ url: String, _ body: [UInt8] = Array("{}".utf8)) -> HTTPRequest {
        HTTPRequest(method: "POST", url: url, body: HTTPRequestBody(body), limits: .patient)
    }
}

extension TransferLimits {
    /// For a test that is stuck; a busy machine must not reach them.
    static let patient = TransferLimits(connect: .seconds(30), firstByte: .seconds(30), idle: .seconds(30))
}

extension HTTPBody {
    /// The whole body.
    func collect() async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let piece = try await read() { bytes += piece }
        return bytes
    }

    /// The whole body as text.
    func text() async throws -> String { String(decoding: try await collect(), as: UTF8.self) }
}
