/// Notes which keys of an object are asked for.
struct SchemaKeyedRecorder<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let recorder: SchemaRecorder

    var codingPath: [any CodingKey] { recorder.codingPath }

    /// The keys that there are: one key of an enum's cases at a time, as Swift's own coding of enums expects.
    var allKeys: [Key] {
        if !recorder.isNoting, let given = recorder.sample?.objectValue {
            let keys = given.keys.sorted().compactMap { Key(stringValue: $0) }
            if !keys.isEmpty { return keys }
        }
        guard let keys = EnumCases.all(of: Key.self) else {
            recorder.node.isOpen = true
            return []
        }
        recorder.node.alternatives = keys.count
        return [keys[min(recorder.choice, keys.count - 1)]]
    }

    func contains(_ key: Key) -> Bool {
        _ = recorder.node.member(key.stringValue, isOptional: true)
        return true
    }

    func decodeNil(forKey key: Key) -> Bool {
        _ = recorder.node.member(key.stringValue, isOptional: true)
        return false
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try member(key).value(type) }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> { member(key).container(keyedBy: type) }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        member(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { inner("super", SchemaKey.super, isOptional: false) }

    func superDecoder(forKey key: Key) throws -> any Decoder { member(key) }

    func member(_ key: Key, isOptional: Bool = false) -> SchemaRecorder {
        inner(key.stringValue, key, isOptional: isOptional)
    }

    private func inner(_ name: String, _ key: any CodingKey, isOptional: Bool) -> SchemaRecorder {
        recorder.nested(
            recorder.node.member(name, isOptional: isOptional), sample: recorder.sample?[name], at: key)
    }
}

/// A key of a place that has none of its own.
enum SchemaKey: CodingKey {
    case `super`
    case element

    var stringValue: String { self == .super ? "super" : "[]" }
}
