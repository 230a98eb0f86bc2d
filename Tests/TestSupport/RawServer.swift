private import Foundation
private import Glibc
private import Synchronization

/// A server on loopback that sends exactly the bytes a test says: one thread a connection, blocking calls.
public final class RawServer: Sendable {
    /// The port that it listens on.
    public let port: UInt16
    private let listener: Int32
    private let connections = Mutex<[RawConnection]>([])
    private let accepted = Atomic(0)

    /// Where a server listens.
    public enum Address: Sendable {
        /// 127.0.0.1.
        case loopback
        /// ::1.
        case loopback6
    }

    /// Starts a server; the closure runs on its own thread for each connection, which is closed after it.
    public init(
        address: Address = .loopback, backlog: Int32 = 1024, _ serve: @escaping @Sendable (RawConnection) -> Void
    ) {
        let family = address == .loopback ? AF_INET : AF_INET6
        listener = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        port =
            switch address {
            case .loopback: Self.bind(listener, to: Self.loopback, backlog: backlog)
            case .loopback6: Self.bind(listener, to: Self.loopback6, backlog: backlog)
            }
        Thread.detachNewThread { [self, listener] in
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0 else {
                    // Closed only here, where nobody accepts any more: its number may be another server's at once.
                    Glibc.close(listener)
                    return
                }
                let connection = RawConnection(descriptor)
                accepted.add(1, ordering: .relaxed)
                connections.withLock { $0.append(connection) }
                let thread = Thread {
                    serve(connection)
                    connection.close()
                }
                thread.stackSize = 256 << 10
                thread.start()
            }
        }
    }

    /// Where it is.
    public var url: String { "http://127.0.0.1:\(port)" }

    /// How many connections were made to it.
    public var acceptedConnections: Int { accepted.load(ordering: .relaxed) }

    /// Stops listening and cuts all connections.
    public func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        connections.withLock { connections in
            for connection in connections { connection.cut() }
            connections = []
        }
    }

    private static var loopback: sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return address
    }

    private static var loopback6: sockaddr_in6 {
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_addr = in6addr_loopback
        return address
    }

    /// Listens at the address, on a port that the system picks; both families keep the port at the same place.
    private static func bind<Address>(_ listener: Int32, to address: Address, backlog: Int32) -> UInt16 {
        var address = address
        var size = socklen_t(MemoryLayout<Address>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                precondition(Glibc.bind(listener, pointer, size) == 0, "no loopback port")
                precondition(listen(listener, backlog) == 0, "cannot listen")
                getsockname(listener, pointer, &size)
            }
            return pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                UInt16(bigEndian: $0.pointee.sin_port)
            }
        }
    }
}
