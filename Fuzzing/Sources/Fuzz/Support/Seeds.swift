import FoundationEssentials
import LLM

/// The inputs that a run begins with, made of the vectors of the tests.
enum Seeds {
    /// The inputs of a file of vectors, by their README; those made of repeated parts are left out, being long.
    static func vectors(_ path: String) -> [[UInt8]] {
        guard let data = FileManager.default.contents(atPath: path),
            let entries = try? JSONValue(parsing: Array(data)).arrayValue
        else { fatalError("no vectors at \(path)") }
        return entries.compactMap { entry in
            if let base64 = entry["input_b64"]?.stringValue { return Data(base64Encoded: base64).map(Array.init) }
            return entry["input"]?.stringValue.map { Array($0.utf8) }
        }
    }

    static func write(_ seeds: [[UInt8]], below folder: String, atMost maximumLength: Int) {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for (number, seed) in seeds.enumerated() where seed.count <= maximumLength {
                guard FileManager.default.createFile(atPath: "\(folder)/seed-\(number)", contents: Data(seed)) else {
                    fatalError("cannot write to \(folder)")
                }
            }
        } catch {
            fatalError("cannot make \(folder): \(error)")
        }
    }
}
