import Foundation
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

    /// How many connections of clients to a port are open, as the kernel's table tells.
    static func connections(to port: UInt16) -> Int {
        connectionsInTable(to: port).count { $0[3] == established }
    }

    /// How many sockets that go to a port belong to a process, whatever has become of the connection.
    static func socketsHeld(to port: UInt16) -> Int {
        // What is closed and still known to the kernel, such as in TIME_WAIT, has no inode.
        connectionsInTable(to: port).count { $0[9] != "0" }
    }

    private static let established = "01"

    private static func connectionsInTable(to port: UInt16) -> [[Substring]] {
        let digits = String(port, radix: 16, uppercase: true)
        let suffix = ":" + String(repeating: "0", count: 4 - digits.count) + digits
        let file = FileHandle(forReadingAtPath: "/proc/self/net/tcp")
        let table = String(decoding: (try? file?.readToEnd()) ?? Data(), as: UTF8.self)
        // Sockets that have ended stand there for a minute too, by the thousand.
        return table.split(separator: "\n").filter { $0.contains(suffix) }.map { $0.split(separator: " ") }
            .filter { $0.count > 9 && $0[2].hasSuffix(suffix) }
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
