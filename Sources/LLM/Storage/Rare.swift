/// Fields that are nearly always absent, kept out of line: without them a chunk is one word larger, however many
/// they are.
struct Rare<Fields: RareFields>: Hashable, Sendable {
    /// Nil when all fields are absent, so that equal chunks compare equal.
    private var boxed: Boxed<Fields>?

    /// Whether all fields are absent; asking is much cheaper than taking them.
    var isEmpty: Bool { boxed == nil }

    /// The fields; nil when all of them are absent.
    var fields: Fields? { boxed?.fields }

    mutating func update(_ change: (inout Fields) -> Void) {
        var boxed = self.boxed.take() ?? Boxed(Fields())
        // Asked where they are: elsewhere they would be copied.
        let areAbsent = boxed.update { fields in
            change(&fields)
            return fields.areAbsent
        }
        if !areAbsent { self.boxed = boxed }
    }
}

/// Fields of a ``Rare``; a new value has none.
protocol RareFields: Hashable, Sendable {
    init()

    /// Whether it is as a new value is.
    var areAbsent: Bool { get }
}
