/// A type whose schema is known without running its `init(from:)`.
protocol DirectSchema {
    static func schema(_ deriver: SchemaDeriver, at path: [any CodingKey]) throws -> JSONValue
    /// A value, like the sample where there is one.
    static func placeholder(_ sample: JSONValue?, _ deriver: SchemaDeriver, at path: [any CodingKey]) throws -> Self
}

extension DirectSchema where Self: FixedWidthInteger {
    // The widest types have no limits that a model would ever come near, but for the sign.
    static func schema(_ deriver: SchemaDeriver, at path: [any CodingKey]) -> JSONValue {
        var schema: JSONValue = ["type": "integer"]
        if bitWidth < 64 || !isSigned { schema["minimum"] = .integer(Int64(min)) }
        if bitWidth < 64 { schema["maximum"] = .integer(Int64(max)) }
        return schema
    }

    static func placeholder(_ sample: JSONValue?, _ deriver: SchemaDeriver, at path: [any CodingKey]) -> Self {
        sample?.integerValue.flatMap(Self.init(exactly:)) ?? 0
    }
}

extension Int: DirectSchema {}
extension Int8: DirectSchema {}
extension Int16: DirectSchema {}
extension Int32: DirectSchema {}
extension Int64: DirectSchema {}
extension Int128: DirectSchema {}
extension UInt: DirectSchema {}
extension UInt8: DirectSchema {}
extension UInt16: DirectSchema {}
extension UInt32: DirectSchema {}
extension UInt64: DirectSchema {}
extension UInt128: DirectSchema {}

extension DirectSchema where Self: BinaryFloatingPoint {
    static func schema(_ deriver: SchemaDeriver, at path: [any CodingKey]) -> JSONValue { ["type": "number"] }

    static func placeholder(_ sample: JSONValue?, _ deriver: SchemaDeriver, at path: [any CodingKey]) -> Self {
        sample?.numberValue.map { Self($0) } ?? 0
    }
}

extension Double: DirectSchema {}
extension Float: DirectSchema {}

extension Bool: DirectSchema {
    static func schema(_ deriver: SchemaDeriver, at path: [any CodingKey]) -> JSONValue { ["type": "boolean"] }

    static func placeholder(_ sample: JSONValue?, _ deriver: SchemaDeriver, at path: [any CodingKey]) -> Bool {
        sample?.boolValue ?? false
    }
}

extension String: DirectSchema {
    static func schema(_ deriver: SchemaDeriver, at path: [any CodingKey]) -> JSONValue { ["type": "string"] }

    static func placeholder(_ sample: JSONValue?, _ deriver: SchemaDeriver, at path: [any CodingKey]) -> String {
        sample?.stringValue ?? ""
    }
}

extension JSONValue: DirectSchema {
    static func schema(_ deriver: SchemaDeriver, at path: [any CodingKey]) -> JSONValue { [:] }

    static func placeholder(_ sample: JSONValue?, _ deriver: SchemaDeriver, at path: [any CodingKey]) -> JSONValue {
        sample ?? .null
    }
}
