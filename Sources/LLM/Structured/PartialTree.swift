private import Synchronization

/// A document that one task reads from pieces while others may look at its earlier states.
///
/// Under the lock is nothing but reading and copying; what takes long is to copy a large value out.
final class PartialTree: Sendable {
    private let parser: Mutex<PartialJSONParser>

    init(maximumDepth: Int, maximumSize: Int) {
        parser = Mutex(PartialJSONParser(maximumDepth: maximumDepth, maximumSize: maximumSize))
    }

    /// Looks at the document or moves it on.
    func withParser<Result: Sendable>(_ body: (inout PartialJSONParser) -> Result) -> Result {
        parser.withLock { body(&$0) }
    }

    /// Looks at the document.
    func read<Result: Sendable>(_ body: (borrowing PartialDocument) -> Result) -> Result {
        parser.withLock { body($0.document) }
    }
}
