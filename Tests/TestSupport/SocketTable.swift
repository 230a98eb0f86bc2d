private import Foundation

/// The kernel's table of TCP sockets over IPv4.
public enum SocketTable {
    /// How many connections of clients to a port are open.
    public static func connections(to port: UInt16) -> Int {
        lines(to: port).count { $0[3] == established }
    }

    /// How many sockets that go to a port belong to a process, whatever has become of the connection.
    public static func socketsHeld(to port: UInt16) -> Int {
        // What is closed and still known to the kernel, such as in TIME_WAIT, has no inode.
        lines(to: port).count { $0[9] != "0" }
    }

    private static let established = "01"

    private static func lines(to port: UInt16) -> [[Substring]] {
        let digits = String(port, radix: 16, uppercase: true)
        let suffix = ":" + String(repeating: "0", count: 4 - digits.count) + digits
        // To its end: the kernel hands it out in pieces and tells no size.
        let file = FileHandle(forReadingAtPath: "/proc/self/net/tcp")
        let table = String(decoding: (try? file?.readToEnd()) ?? Data(), as: UTF8.self)
        // Sockets that have ended stand there for a minute too, by the thousand.
        return table.split(separator: "\n").filter { $0.contains(suffix) }.map { $0.split(separator: " ") }
            .filter { $0.count > 9 && $0[2].hasSuffix(suffix) }
    }
}
