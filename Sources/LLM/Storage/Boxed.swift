/// Fields out of line, which are copied when they change while another value shares them.
///
/// A structure with many fields that is passed around, or hangs on whatever may fail, is a word with it. Each copy of it
/// would be code for each of its fields, and every function that touches it keeps room for all of them in its frame.
struct Boxed<Fields: Sendable>: Sendable {
    // Changed only while one value alone refers to it, whose own access is exclusive: a check of this one on top costs
    // more than reading a field.
    private final class Storage: @unchecked Sendable {
        @exclusivity(unchecked) var fields: Fields
        init(_ fields: Fields) { self.fields = fields }
    }

    private var storage: Storage

    init(_ fields: Fields) { storage = Storage(fields) }

    var fields: Fields { storage.fields }

    mutating func update<Result>(_ change: (inout Fields) -> Result) -> Result {
        if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage.fields) }
        return change(&storage.fields)
    }
}

extension Boxed {
    /// A mirror of the value whose fields they are, so that it is printed as if it had them in place.
    func mirror(of value: Any) -> Mirror {
        Mirror(value, children: Mirror(reflecting: fields).children, displayStyle: .struct)
    }
}

extension Boxed: Equatable where Fields: Equatable {
    static func == (one: Boxed, other: Boxed) -> Bool { one.storage === other.storage || one.fields == other.fields }
}

extension Boxed: Hashable where Fields: Hashable {
    func hash(into hasher: inout Hasher) { hasher.combine(fields) }
}
