import Dispatch
import Glibc
import Synchronization

/// Asks the system for a host's addresses, as libcurl does.
enum NameLookup {
    enum Outcome: Equatable {
        case found([String])
        /// The system's words.
        case failed(String)
        case timedOut
    }

    /// Looks a name up; the answer of a system that takes longer than the limit is not awaited.
    ///
    /// - Parameters:
    ///   - host: The name.
    ///   - limit: The longest wait. Nil waits as long as the system does.
    /// - Returns: The addresses, in the order in which they are tried.
    static func addresses(of host: String, limit: Duration?) async -> Outcome {
        await withCheckedContinuation { continuation in
            let answer = Answer(continuation)
            // The system's call cannot be ended, and must not hold a thread of the pool.
            DispatchQueue.global().async { answer.give(look(up: host)) }
            if let limit {
                DispatchQueue.global().asyncAfter(deadline: .now() + limit / .seconds(1)) { answer.give(.timedOut) }
            }
        }
    }

    /// Whoever comes first answers.
    private final class Answer: Sendable {
        private let waiting: Mutex<CheckedContinuation<Outcome, Never>?>

        init(_ continuation: CheckedContinuation<Outcome, Never>) { waiting = Mutex(continuation) }

        func give(_ outcome: Outcome) {
            waiting.withLock { waiting in
                defer { waiting = nil }
                return waiting
            }?.resume(returning: outcome)
        }
    }

    private static func look(up host: String) -> Outcome {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, nil, &hints, &list)
        guard code == 0 else { return .failed(String(cString: gai_strerror(code))) }
        defer { freeaddrinfo(list) }
        var addresses: [String] = []
        var entry = list
        while let current = entry {
            if let text = text(of: current.pointee), !addresses.contains(text) { addresses.append(text) }
            entry = current.pointee.ai_next
        }
        return .found(addresses)
    }

    private static func text(of entry: addrinfo) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let code = getnameinfo(
            entry.ai_addr, entry.ai_addrlen, &buffer, socklen_t(buffer.count), nil, 0, NI_NUMERICHOST)
        guard code == 0 else { return nil }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
