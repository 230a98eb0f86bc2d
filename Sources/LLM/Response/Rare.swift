/// Fields that are nearly always absent, kept out of line: without them a chunk is one word larger, however many
/// they are.
struct Rare<Fields: RareFields>: Hashable, Sendable {
    private indirect enum Storage: Hashable, Sendable {
        case absent
        case present(Fields)
    }

    private var storage = Storage.absent

    /// Whether all fields are absent; asking is much cheaper than taking them.
    var isEmpty: Bool {
        if case .absent = storage { true } else { false }
    }

    /// The fields; nil when all of them are absent.
    var fields: Fields? {
        if case .present(let fields) = storage { fields } else { nil }
    }

    mutating func update(_ change: (inout Fields) -> Void) {
        var fields = fields ?? Fields()
        change(&fields)
        // Absent fields have one form only, so that equal chunks compare equal.
        storage = fields == Fields() ? .absent : .present(fields)
    }
}

/// Fields of a ``Rare``; a new value has none.
protocol RareFields: Hashable, Sendable {
    init()
}
