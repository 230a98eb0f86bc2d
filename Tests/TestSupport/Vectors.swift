private import Foundation

/// The shared test vectors in `Tests/Vectors`, whose README is the contract for parsing and for errors.
public enum Vectors {
    /// Reads one vector file as loosely typed JSON entries.
    public static func load(_ name: String) throws -> [[String: Any]] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Vectors/\(name)")
        guard let entries = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [[String: Any]] else {
            throw CocoaError(.fileReadCorruptFile)
        }
        return entries
    }

    /// The input bytes of an entry: `input`, `input_b64` or `input_parts`.
    public static func input(of entry: [String: Any]) -> [UInt8] {
        if let text = entry["input"] as? String { return Array(text.utf8) }
        if let base64 = entry["input_b64"] as? String { return [UInt8](Data(base64Encoded: base64) ?? Data()) }
        let parts = entry["input_parts"] as? [[String: Any]] ?? []
        return parts.flatMap { part -> [UInt8] in
            let bytes = Array((part["text"] as? String ?? "").utf8)
            return Array(repeatElement(bytes, count: part["times"] as? Int ?? 1).joined())
        }
    }
}
