/// Notes which elements of a list are asked for.
///
/// Code that asks for the list's end or length reads a list of any length; code that does not reads so many elements.
struct SchemaUnkeyedRecorder: UnkeyedDecodingContainer {
    let recorder: SchemaRecorder
    private(set) var currentIndex = 0

    init(recorder: SchemaRecorder) { self.recorder = recorder }

    var codingPath: [any CodingKey] { recorder.codingPath }

    var count: Int? {
        recorder.node.setList()
        return length
    }

    var isAtEnd: Bool {
        recorder.node.setList()
        return currentIndex >= length
    }

    // A list that is only wanted as a value is empty, so that a type may contain itself in lists.
    private var length: Int { recorder.sample?.arrayValue?.count ?? (recorder.isNoting ? 1 : 0) }

    mutating func decodeNil() -> Bool { false }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try next().value(type) }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> { next().container(keyedBy: type) }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { next().unkeyedContainer() }

    mutating func superDecoder() throws -> any Decoder { next() }

    private mutating func next() -> SchemaRecorder {
        defer { currentIndex += 1 }
        return recorder.nested(
            recorder.node.element(currentIndex), sample: recorder.sample?[currentIndex], at: SchemaKey.element)
    }
}
