import FoundationEssentials

extension Date: DirectSchema {
    static func schema(_ deriver: SchemaDeriver, at path: [any CodingKey]) -> JSONValue {
        ["type": "string", "format": "date-time"]
    }

    static func placeholder(_ sample: JSONValue?, _ deriver: SchemaDeriver, at path: [any CodingKey]) -> Date {
        sample?.stringValue.flatMap(Date.init(rfc3339:)) ?? Date(timeIntervalSince1970: 0)
    }
}

extension Data: DirectSchema {
    static func schema(_ deriver: SchemaDeriver, at path: [any CodingKey]) -> JSONValue {
        ["type": "string", "contentEncoding": "base64"]
    }

    static func placeholder(_ sample: JSONValue?, _ deriver: SchemaDeriver, at path: [any CodingKey]) -> Data {
        sample?.stringValue.flatMap { Data(base64Encoded: $0) } ?? Data()
    }
}

extension URL: DirectSchema {
    static func schema(_ deriver: SchemaDeriver, at path: [any CodingKey]) -> JSONValue {
        ["type": "string", "format": "uri"]
    }

    static func placeholder(_ sample: JSONValue?, _ deriver: SchemaDeriver, at path: [any CodingKey]) -> URL {
        sample?.stringValue.flatMap { URL(string: $0) } ?? URL(filePath: "/")
    }
}

extension UUID: DirectSchema {
    static func schema(_ deriver: SchemaDeriver, at path: [any CodingKey]) -> JSONValue {
        ["type": "string", "format": "uuid"]
    }

    static func placeholder(_ sample: JSONValue?, _ deriver: SchemaDeriver, at path: [any CodingKey]) -> UUID {
        sample?.stringValue.flatMap { UUID(uuidString: $0) }
            ?? UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    }
}

extension Decimal: DirectSchema {
    static func schema(_ deriver: SchemaDeriver, at path: [any CodingKey]) -> JSONValue { ["type": "number"] }

    static func placeholder(_ sample: JSONValue?, _ deriver: SchemaDeriver, at path: [any CodingKey]) -> Decimal {
        sample?.numberValue.map { Decimal($0) } ?? 0
    }
}

extension Date {
    /// Reads a date and time with its zone, with or without fractions of a second (RFC 3339).
    init?(rfc3339 text: String) {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: text.utf8.contains(UInt8(ascii: ".")))
        guard let date = try? style.parse(text) else { return nil }
        self = date
    }
}
