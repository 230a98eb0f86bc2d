/// How far a document had come at some time: what makes one of its states out of a tree that only grows.
struct PartialCut: Hashable, Sendable {
    /// How many bytes had been taken, and one more after the end of the document, which ends a number too.
    var count = 0
    /// Where the open string ended, without an escape that was not whole.
    var textEnd = 0
    /// Whether the open string had escapes.
    var isEscaped = false
}
