private import Foundation
private import Glibc
private import Synchronization

/// One connection of a ``RawServer``.
public final class RawConnection: Sendable {
    private let descriptor: Mutex<Int32?>
    private let received = Mutex<[UInt8]>([])

    init(_ descriptor: Int32) {
        self.descriptor = Mutex(descriptor)
        // Small pieces go out one by one, without waiting for the peer's delayed acknowledgement.
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    /// A request as it came.
    public struct Request: Sendable {
        /// The head, with its line ends.
        public var head: String
        /// The body, as long as Content-Length says.
        public var body: [UInt8]
    }

    /// Reads one request; nil when the peer closes before it is whole.
    public func readRequest() -> Request? {
        var bytes = received.withLock { $0 }
        while true {
            if let (request, rest) = Self.split(bytes) {
                received.withLock { $0 = rest }
                return request
            }
            guard let more = read(), !more.isEmpty else { return nil }
            bytes += more
        }
    }

    /// Reads the head of a request alone, with its line ends; nil when the peer closes before it is whole.
    public func readHead() -> String? {
        var bytes = received.withLock { $0 }
        while true {
            if let end = Data(bytes).range(of: Data("\r\n\r\n".utf8)) {
                received.withLock { $0 = Array(bytes[end.upperBound...]) }
                return String(decoding: bytes[..<end.upperBound], as: UTF8.self)
            }
            guard let more = read() else { return nil }
            bytes += more
        }
    }

    /// Reads what has come, waiting for it; nil when the peer has closed.
    public func readSome() -> [UInt8]? {
        let rest = received.withLock { received in
            defer { received = [] }
            return received
        }
        return rest.isEmpty ? read() : rest
    }

    private static func split(_ bytes: [UInt8]) -> (Request, [UInt8])? {
        guard let end = Data(bytes).range(of: Data("\r\n\r\n".utf8)) else { return nil }
        let head = String(decoding: bytes[..<end.upperBound], as: UTF8.self)
        let length = head.lowercased().components(separatedBy: "content-length: ").dropFirst().first
            .flatMap { Int($0.prefix { $0.isNumber }) }
        let total = end.upperBound + (length ?? 0)
        guard bytes.count >= total else { return nil }
        return (Request(head: head, body: Array(bytes[end.upperBound..<total])), Array(bytes[total...]))
    }

    private func read() -> [UInt8]? {
        guard let descriptor = descriptor.withLock({ $0 }) else { return nil }
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    /// Sends bytes; false when the peer is gone.
    @discardableResult
    public func send(_ bytes: [UInt8]) -> Bool {
        guard let descriptor = descriptor.withLock({ $0 }) else { return false }
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { buffer in
                Glibc.send(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Sends text; false when the peer is gone.
    @discardableResult
    public func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Sends the head of a chunked event stream.
    public func sendStreamHead() {
        send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
    }

    /// Sends one chunk of a chunked body, together with the end of the body if it is the last; false when the peer is gone.
    @discardableResult
    public func sendChunk(_ bytes: [UInt8], isLast: Bool = false) -> Bool {
        let end = isLast ? "\r\n\(Self.lastChunk)" : "\r\n"
        return send(Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array(end.utf8))
    }

    /// Sends one chunk of a chunked body, together with the end of the body if it is the last; false when the peer is gone.
    @discardableResult
    public func sendChunk(_ text: String, isLast: Bool = false) -> Bool {
        sendChunk(Array(text.utf8), isLast: isLast)
    }

    /// Sends the end of a chunked body.
    public func sendLastChunk() { send(Self.lastChunk) }

    private static let lastChunk = "0\r\n\r\n"

    /// Waits until the peer has closed or reset the connection; nil when it has not within the limit.
    ///
    /// The limit is for a test that is stuck; a busy machine must not reach it.
    public func waitForClose(limit: Duration = .seconds(120)) -> ContinuousClock.Instant? {
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline {
            guard let descriptor = descriptor.withLock({ $0 }) else { return nil }
            var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let left = (deadline - .now) / .milliseconds(1)
            guard Glibc.poll(&poll, 1, Int32(max(0, min(100, left.rounded(.up))))) > 0 else { continue }
            if read() == nil { return .now }
        }
        return nil
    }

    /// Closes it in order.
    public func close() {
        descriptor.withLock { descriptor in
            if let open = descriptor { Glibc.close(open) }
            descriptor = nil
        }
    }

    /// Resets it: the peer gets ECONNRESET.
    public func reset() {
        descriptor.withLock { descriptor in
            guard let open = descriptor else { return }
            var option = linger(l_onoff: 1, l_linger: 0)
            setsockopt(open, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
            Glibc.close(open)
            descriptor = nil
        }
    }

    /// Ends both directions, so that whoever blocks on it goes on.
    func cut() {
        descriptor.withLock { if let open = $0 { shutdown(open, Int32(SHUT_RDWR)) } }
    }
}
