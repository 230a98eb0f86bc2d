internal import Glibc
internal import HTTPTransport

/// A file of a request's body, open and measured; it is closed when its last user is gone.
final class BodyFile: Sendable {
    private let path: String
    private let descriptor: Int32
    /// How many bytes of it are sent.
    let size: Int

    init(_ path: String) throws(HTTPTransportError) {
        guard !path.utf8.contains(0) else { throw .invalidRequest("the name of a file in the body has a NUL") }
        self.path = path
        // Without O_NONBLOCK, opening a pipe would wait for its writer.
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.unreadable(path, errno) }
        var status = stat()
        let failure = unsafe fstat(descriptor, &status) == 0 ? 0 : errno
        let kind = status.st_mode & S_IFMT
        guard failure == 0, kind == S_IFREG else {
            close(descriptor)
            if failure != 0 { throw Self.unreadable(path, failure) }
            if kind == S_IFDIR { throw Self.unreadable(path, EISDIR) }
            throw .invalidRequest("the body's file \(path) is not a regular file")
        }
        size = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// Reads so many bytes from a position; blocks for as long as the disk takes.
    func read(_ count: Int, at offset: Int) throws(HTTPTransportError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let rest = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                let more = unsafe pread(descriptor, rest.baseAddress, rest.count, offset + filled)
                if more < 0 && errno == EINTR { continue }
                if more < 0 { failure = errno }
                guard more > 0 else { return }
                filled += more
            }
        }
        guard failure == 0 else { throw Self.unreadable(path, failure) }
        guard bytes.count == count else {
            throw .invalidRequest("the body's file \(path) became shorter while it was sent")
        }
        return bytes
    }

    private static func unreadable(_ path: String, _ code: Int32) -> HTTPTransportError {
        .invalidRequest("the body's file \(path) cannot be read: \(unsafe String(cString: strerror(code)))")
    }
}
