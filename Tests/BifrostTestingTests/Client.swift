import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A blocking TCP client that shows every byte of an answer.
final class Client {
    struct Failure: Error {
        let call: String
        let code: Int32
    }

    fileprivate let descriptor: Int32
    private var isOpen = true

    init(port: Int, receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        if var size = receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure(call: "connect", code: errno) }
    }

    deinit { close() }

    func close() {
        guard isOpen else { return }
        isOpen = false
        Glibc.close(descriptor)
    }

    /// Closes with RST.
    func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        close()
    }

    func send(_ text: String) throws {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw Failure(call: "send", code: errno) }
            bytes = bytes.dropFirst(count)
        }
    }

    /// What has arrived, at least a byte; nothing at the end.
    func receive(upTo count: Int = 65536) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            let received = recv(descriptor, buffer.baseAddress, count, 0)
            guard received >= 0 else { throw Failure(call: "recv", code: errno) }
            initialized = received
        }
    }
}

extension Client {
    func post(_ path: String, _ body: String, headers: String = "") throws {
        try send(
            "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\(headers)"
                + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }

    func get(_ path: String, headers: String = "") throws {
        try send("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\(headers)\r\n")
    }

    /// Reads until the text has arrived, or throws what ended the connection.
    func receive(until text: String) throws -> String {
        var bytes: [UInt8] = []
        while true {
            let more = try receive()
            bytes += more
            let soFar = String(decoding: bytes, as: UTF8.self)
            if more.isEmpty || soFar.contains(text) { return soFar }
        }
    }

    /// Reads to the end of the connection.
    func receiveAll() throws -> [UInt8] {
        var bytes: [UInt8] = []
        while case let more = try receive(), !more.isEmpty { bytes += more }
        return bytes
    }

    /// Reads one whole answer.
    func answer() throws -> WireAnswer {
        var bytes: [UInt8] = []
        while true {
            if let answer = WireAnswer(bytes) { return answer }
            let more = try receive()
            guard !more.isEmpty else { throw Failure(call: "answer", code: 0) }
            bytes += more
        }
    }
}

extension Client {
    func limitReceiving(milliseconds: Int) {
        var limit = timeval(tv_sec: milliseconds / 1000, tv_usec: milliseconds % 1000 * 1000)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }
}

extension Client.Failure {
    var isReset: Bool { code == ECONNRESET }
}
