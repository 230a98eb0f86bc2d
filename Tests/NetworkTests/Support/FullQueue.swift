import Glibc

/// A listener that accepts nobody, and whose queue is full: the next connection waits for its TCP handshake.
final class FullQueue: Sendable {
    /// The port that it listens on.
    let port: UInt16
    private let descriptors: [Int32]

    init() throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = Self.makeSocket()
        var descriptors = [listener]
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                guard bind(listener, pointer, size) == 0, listen(listener, 0) == 0,
                    getsockname(listener, pointer, &size) == 0
                else { return false }
                // One more than the backlog is let in; the rest make sure of it.
                for _ in 0..<4 {
                    descriptors.append(Self.makeSocket())
                    _ = connect(descriptors[descriptors.count - 1], pointer, size)
                }
                return true
            }
        }
        self.descriptors = descriptors
        port = UInt16(bigEndian: address.sin_port)
        guard isListening else { throw Program.Failure(description: "cannot listen (errno \(errno))") }
    }

    deinit { for descriptor in descriptors { close(descriptor) } }

    private static func makeSocket() -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        return socket(AF_INET, kind, 0)
    }
}
