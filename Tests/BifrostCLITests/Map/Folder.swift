import Foundation

/// A folder for one test, removed with everything in it.
func withFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "bifrost-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}

extension URL {
    /// The file's lines as JSON objects.
    func objects() throws -> [[String: Any]] {
        try String(contentsOf: self, encoding: .utf8).split(separator: "\n").compactMap { line in
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        }
    }

    /// The file's records of a type.
    func records(_ type: String) throws -> [[String: Any]] { try objects().filter { $0["type"] as? String == type } }
}
