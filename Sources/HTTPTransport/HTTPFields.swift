/// Header fields in order; names are compared without regard to ASCII case (RFC 9110 section 5.1).
public struct HTTPFields: Hashable, Sendable {
    /// One field.
    public struct Field: Hashable, Sendable {
        /// The name as given.
        public var name: String
        /// The value as given.
        public var value: String

        /// Makes a field.
        ///
        /// - Parameters:
        ///   - name: The name.
        ///   - value: The value.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The fields, in order.
    public private(set) var all: [Field]

    /// Makes a list of fields.
    ///
    /// - Parameter fields: The fields, in order.
    public init(_ fields: [Field] = []) { self.all = fields }

    /// The value of the first field of this name; setting replaces all fields of the name, nil removes them.
    ///
    /// - Parameter name: The name.
    public subscript(name: String) -> String? {
        // By position, since a search among the elements copies each of them.
        get { all.indices.first { Self.equal(all[$0].name, name) }.map { all[$0].value } }
        set {
            all.removeAll { Self.equal($0.name, name) }
            if let newValue { all.append(Field(name: name, value: newValue)) }
        }
    }

    /// Adds a field behind the others, whether or not the name is there already.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - value: The value.
    public mutating func append(name: String, value: String) {
        all.append(Field(name: name, value: value))
    }

    /// Joins an obsolete continuation line (RFC 9112 section 5.2) to the last field.
    ///
    /// The value grows in place, so that a head of nothing but such lines costs no more than any other.
    ///
    /// - Parameter text: The line without the white space around it.
    package mutating func continueLast(with text: String) {
        guard let last = all.indices.last, !text.isEmpty else { return }
        if !all[last].value.isEmpty { all[last].value += " " }
        all[last].value += text
    }

    private static func equal(_ one: String, _ other: String) -> Bool {
        guard one.utf8.count == other.utf8.count else { return false }
        let equal = one.utf8.withContiguousStorageIfAvailable { one in
            other.utf8.withContiguousStorageIfAvailable { other in
                one.indices.allSatisfy { lowercased(one[$0]) == lowercased(other[$0]) }
            }
        }
        // A text of Foundation's own has no bytes at hand.
        return (equal ?? nil) ?? one.utf8.elementsEqual(other.utf8) { lowercased($0) == lowercased($1) }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
    }
}

extension HTTPFields: CustomStringConvertible, CustomReflectable {
    /// The names alone: values may be secrets.
    public var description: String { all.map(\.name).joined(separator: ", ") }
    /// A mirror of the names, so that a dump shows no values either.
    public var customMirror: Mirror { Mirror(self, children: ["names": all.map(\.name)]) }
}

extension HTTPFields.Field: CustomStringConvertible, CustomReflectable {
    /// The name alone: the value may be a secret.
    public var description: String { name }
    /// A mirror of the name, so that a dump does not show the value either.
    public var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}
