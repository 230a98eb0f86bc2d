import Glibc

/// TCP on this machine.
enum Loopback {
    /// A port that nobody listened on a moment ago.
    static func freePort() -> UInt16 {
        withSocket { descriptor, address, size in
            guard bind(descriptor, address, size.pointee) == 0 else { return 0 }
            getsockname(descriptor, address, size)
            return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                UInt16(bigEndian: $0.pointee.sin_port)
            }
        }
    }

    /// Whether somebody listens on a port.
    static func accepts(_ port: UInt16) -> Bool {
        withSocket(port) { descriptor, address, size in connect(descriptor, address, size.pointee) == 0 }
    }

    private static func withSocket<Result>(
        _ port: UInt16 = 0, _ use: (Int32, UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Result
    ) -> Result {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { use(descriptor, $0, &size) }
        }
    }
}
