import FoundationEssentials

/// Reads the JSON that a model wrote as a Swift type, against a schema.
struct SchemaReader<Value: Decodable>: Sendable {
    let schema: JSONSchema

    /// Reads a text with nothing but white space around the value.
    func read(_ text: String, maximumDepth: Int = 128) throws(SchemaMismatch) -> Value {
        let json: JSONValue
        do {
            json = try JSONValue(parsing: text, maximumDepth: maximumDepth)
        } catch {
            throw SchemaMismatch("\(error)")
        }
        return try read(json)
    }

    func read(_ json: JSONValue) throws(SchemaMismatch) -> Value {
        let whole = schema.fillingDefaults(json)
        let violations = schema.validate(whole)
        guard violations.isEmpty else { throw SchemaMismatch(violations) }
        do {
            return try JSONDecoder.ofModels.decode(Value.self, from: Data(whole.serialized()))
        } catch let error as DecodingError {
            throw SchemaMismatch([SchemaViolation(error)])
        } catch {
            throw SchemaMismatch("\(error)")
        }
    }
}

extension JSONDecoder {
    /// A decoder of what models write: dates as RFC 3339 has them, bytes in base64.
    static var ofModels: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let container = try decoder.singleValueContainer()
            if let date = Date(rfc3339: try container.decode(String.self)) { return date }
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "must be a date and time with its zone, such as 2026-05-01T12:00:00Z")
        }
        return decoder
    }
}

extension JSONEncoder {
    /// An encoder of what models read: dates as RFC 3339 has them, bytes in base64, keys in order.
    static var forModels: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}

extension SchemaViolation {
    /// What a decoding error says.
    fileprivate init(_ error: DecodingError) {
        let context: DecodingError.Context? =
            switch error {
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
                .dataCorrupted(let context):
                context
            @unknown default: nil
            }
        let path = (context?.codingPath ?? []).reduce(SchemaPath()) { path, key in
            key.intValue.map { path.appending($0) } ?? path.appending(key.stringValue)
        }
        self.init(path: path.description, message: context?.debugDescription ?? "\(error)")
    }
}
