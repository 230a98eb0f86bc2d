import HTTPTransport
import LLM

/// Bytes as they stand in a recording: text where they are text, Base64 otherwise.
struct RecordedBytes: Codable {
    var bytes: [UInt8]

    private enum CodingKeys: String, CodingKey { case text, base64 }

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let bytes = try container.bytes(.base64) {
            self.init(bytes)
        } else {
            self.init(Array(try container.decode(String.self, forKey: .text).utf8))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        if let text = String(validating: bytes, as: UTF8.self) {
            try container.encode(text, forKey: .text)
        } else {
            try container.encode(bytes: bytes, forKey: .base64)
        }
    }
}

extension KeyedDecodingContainer {
    /// Takes header fields from lines of the form `name: value`.
    func httpFields(_ key: Key) throws -> HTTPFields {
        HTTPFields(
            try (decodeIfPresent([String].self, forKey: key) ?? []).map { line in
                let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
                let value = parts.count > 1 ? parts[1] : ""
                return HTTPFields.Field(
                    name: String(parts[0]), value: String(value.first == " " ? value.dropFirst() : value))
            })
    }
}

extension KeyedEncodingContainer {
    /// Writes header fields as lines, unless there are none.
    mutating func encode(fields: HTTPFields, forKey key: Key) throws {
        try encodeUnlessEmpty(fields.all.map { "\($0.name): \($0.value)" }, forKey: key)
    }
}
