private import Foundation

/// A file that is removed when its last user is gone.
public final class TemporaryFile: Sendable {
    /// Where it is.
    public let path: String

    /// Makes a file that holds these bytes.
    public init(_ bytes: [UInt8]) throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "bifrost-\(UUID().uuidString)")
        path = url.path
        try Data(bytes).write(to: url)
    }

    deinit { remove() }

    /// Removes it.
    public func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// Cuts it to a length.
    public func truncate(to size: Int) throws {
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.truncate(atOffset: UInt64(size))
        try handle.close()
    }
}
