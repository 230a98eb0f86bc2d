internal import CLinux
internal import Glibc
internal import HTTPTransport

/// A text that libcurl can read as a file.
///
/// libcurl caches a parsed file of authorities, but parses a blob again for every connection (45 ms).
final class MemoryFile: Sendable {
    private let descriptor: Int32
    /// Where this process finds it.
    let path: String

    init(_ text: String) throws(HTTPTransportError) {
        descriptor = unsafe clinux_memory_file("bifrost-authorities")
        path = "/proc/self/fd/\(descriptor)"
        guard descriptor >= 0, Self.write(text, to: descriptor) else {
            throw HTTPTransportError(.internalFailure, "no file in memory could be made (errno \(errno))")
        }
    }

    deinit { _ = Glibc.close(descriptor) }

    private static func write(_ text: String, to descriptor: Int32) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
