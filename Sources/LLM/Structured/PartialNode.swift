/// A value of a document that is still being read, and where it lies.
struct PartialNode: Sendable {
    enum Kind { case object, array, string, number, literal }

    let kind: Kind
    /// The offset of the first byte.
    let start: Int
    /// How many bytes had been taken when it was known to be whole.
    ///
    /// `Int.max` while it is open.
    var closedAt = Int.max
    /// Whether a string has escapes.
    var isEscaped = false
    /// Where the children of a list or an object stand in ``PartialDocument/containers``.
    var container = 0
    /// In an object: the value that an earlier member of the same name had.
    var shadowed: Int?

    /// How many bytes had been taken when it could first be seen: of what may still grow into another value, that is
    /// when it is whole.
    var knownAt: Int {
        switch kind {
        case .object, .array, .string: start + 1
        case .number, .literal: closedAt
        }
    }
}

/// The children of a list or an object, as positions of nodes.
struct PartialContainer: Sendable {
    /// A list's elements, in order.
    var elements: [Int] = []
    /// An object's members; of a name that stands twice, the last one.
    var members: [String: Int] = [:]
}
