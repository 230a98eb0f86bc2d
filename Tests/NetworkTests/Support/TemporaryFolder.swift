import Foundation
import Glibc

/// A folder that is removed, with all in it, when its last user is gone.
final class TemporaryFolder: Sendable {
    /// Where it is.
    let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bifrost-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        path = folder.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a file in it, whether or not there is one.
    func file(_ name: String) -> String { path + "/" + name }

    /// Writes a file, and returns its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: URL(filePath: file(name)))
        return file(name)
    }
}
