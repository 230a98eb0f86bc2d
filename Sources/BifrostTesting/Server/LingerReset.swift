import Glibc
import NIOCore

/// Closes a TCP connection with RST: lingering for zero seconds discards what is unsent (socket(7), `SO_LINGER`).
enum LingerReset {
    static func apply(to channel: any Channel) async throws {
        if let options = channel as? any SocketOptionProvider {
            try await options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        }
        try await channel.close().get()
    }
}
