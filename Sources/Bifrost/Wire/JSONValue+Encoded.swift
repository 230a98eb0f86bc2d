internal import LLM

extension JSONValue {
    /// A value that was read from JSON as it is written; nothing for one that cannot be.
    var encoded: [UInt8] { (try? serialized()) ?? [] }
}
