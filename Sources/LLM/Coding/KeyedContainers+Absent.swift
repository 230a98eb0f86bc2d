/// Data that is stored outlives the release that wrote it: what is absent has its default, and what is empty is not
/// written, so that a field which is added later reads old data as old releases read new data.
extension KeyedDecodingContainer {
    /// Takes a value; absent or null, it is the default.
    package func value<Value: Decodable>(_ key: Key, default fallback: Value) throws -> Value {
        try decodeIfPresent(Value.self, forKey: key) ?? fallback
    }

    /// Takes an optional value.
    package func value<Value: Decodable>(_ key: Key) throws -> Value? {
        try decodeIfPresent(Value.self, forKey: key)
    }

    /// Takes a list; absent, it is empty.
    package func list<Element: Decodable>(_ key: Key) throws -> [Element] { try value(key, default: []) }

    /// Takes an object's members; absent, there are none.
    package func fields(_ key: Key) throws -> [String: JSONValue] { try value(key, default: [:]) }
}

extension KeyedEncodingContainer {
    /// Writes a list, an object or a text, unless it is empty.
    package mutating func encodeUnlessEmpty(_ value: some Collection & Encodable, forKey key: Key) throws {
        if !value.isEmpty { try encode(value, forKey: key) }
    }

    /// Writes a flag, unless it is as in most values.
    package mutating func encode(_ value: Bool, unless usual: Bool, forKey key: Key) throws {
        if value != usual { try encode(value, forKey: key) }
    }
}
