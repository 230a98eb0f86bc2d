/// A decoder without data, which notes what it is asked for and answers with placeholders.
struct SchemaRecorder: Decoder {
    let deriver: SchemaDeriver
    let node: SchemaNode
    /// Whether the schemas of what is asked for are wanted, or only a value.
    let isNoting: Bool
    /// Which of a node's alternatives is given.
    var choice = 0
    /// A value to answer with, as far as it goes.
    ///
    /// Nil answers with placeholders.
    var sample: JSONValue?
    let codingPath: [any CodingKey]
    let userInfo: [CodingUserInfoKey: Any] = [:]

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        node.setObject()
        return KeyedDecodingContainer(SchemaKeyedRecorder<Key>(recorder: self))
    }

    func unkeyedContainer() -> any UnkeyedDecodingContainer {
        node.setTuple()
        return SchemaUnkeyedRecorder(recorder: self)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { SchemaSingleRecorder(recorder: self) }

    /// The recorder of something inside, whose own alternatives are another matter.
    func nested(_ node: SchemaNode, sample: JSONValue?, at key: any CodingKey) -> SchemaRecorder {
        SchemaRecorder(deriver: deriver, node: node, isNoting: isNoting, sample: sample, codingPath: codingPath + [key])
    }

    /// Notes that a value of a type is asked for here.
    func note<T: Decodable>(_ type: T.Type) throws {
        if isNoting { node.setValue(try deriver.schema(of: type, like: sample, at: codingPath)) }
    }

    func value<T: Decodable>(_ type: T.Type) throws -> T {
        try note(type)
        return try deriver.value(of: type, sample: sample, at: codingPath)
    }
}

/// What asks for a single value; the one method serves all types.
struct SchemaSingleRecorder: SingleValueDecodingContainer {
    let recorder: SchemaRecorder

    var codingPath: [any CodingKey] { recorder.codingPath }

    func decodeNil() -> Bool { false }

    func decode<T: Decodable>(_ type: T.Type) throws -> T { try recorder.value(type) }
}
