/// Fields that are nearly always absent, kept out of line: without them a chunk is one word larger, however many
/// they are.
struct Rare<Fields: RareFields>: Hashable, Sendable {
    // Changed only while one value alone refers to it.
    private final class Storage: @unchecked Sendable {
        var fields: Fields
        init(_ fields: Fields) { self.fields = fields }
    }

    /// Nil when all fields are absent, so that equal chunks compare equal.
    private var storage: Storage?

    /// Whether all fields are absent; asking is much cheaper than taking them.
    var isEmpty: Bool { storage == nil }

    /// The fields; nil when all of them are absent.
    var fields: Fields? { storage?.fields }

    mutating func update(_ change: (inout Fields) -> Void) {
        if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage?.fields ?? Fields()) }
        guard let storage else { return }
        if Self.areAbsent(after: change, in: &storage.fields) { self.storage = nil }
    }

    // Entered once where they are: to be asked of an object, they would be copied.
    private static func areAbsent(after change: (inout Fields) -> Void, in fields: inout Fields) -> Bool {
        change(&fields)
        return fields.areAbsent
    }

    static func == (one: Rare, other: Rare) -> Bool { one.storage === other.storage || one.fields == other.fields }

    func hash(into hasher: inout Hasher) { hasher.combine(fields) }
}

/// Fields of a ``Rare``; a new value has none.
protocol RareFields: Hashable, Sendable {
    init()

    /// Whether it is as a new value is.
    var areAbsent: Bool { get }
}
