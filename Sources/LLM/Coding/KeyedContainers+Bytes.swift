private import FoundationEssentials

/// Bytes are written in Base64 (RFC 4648 section 4), whatever an encoder would do with a list of numbers.
extension KeyedDecodingContainer {
    /// Takes bytes; nil when they are absent.
    package func bytes(_ key: Key) throws -> [UInt8]? {
        guard let text = try decodeIfPresent(String.self, forKey: key) else { return nil }
        guard let data = Data(base64Encoded: text) else {
            throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "not Base64")
        }
        return Array(data)
    }
}

extension KeyedEncodingContainer {
    /// Writes bytes.
    package mutating func encode(bytes: [UInt8], forKey key: Key) throws {
        try encode(Data(bytes).base64EncodedString(), forKey: key)
    }
}
