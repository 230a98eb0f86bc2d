import FoundationEssentials
import Testing

/// Expects that a value is written as this text, and that the text reads as the value.
func expectJSON<Value: Codable & Equatable>(
    _ value: Value, _ json: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    try expectWritten(value, json, sourceLocation: sourceLocation)
    #expect(try decoded(Value.self, json) == value, sourceLocation: sourceLocation)
}

func decoded<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(json.utf8))
}

/// Expects that a value is written as this text.
func expectWritten(
    _ value: some Encodable, _ json: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    #expect(String(decoding: try encoder.encode(value), as: UTF8.self) == json, sourceLocation: sourceLocation)
}
