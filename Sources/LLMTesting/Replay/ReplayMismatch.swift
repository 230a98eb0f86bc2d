/// A request that no exchange of a recording fits.
public struct ReplayMismatch: Error, Hashable, Sendable {
    /// The request, keys masked.
    public var request: Recording.Request
    /// The recorded request that is most like it, of those that are still to be played.
    ///
    /// Nil when none has its method and path.
    public var closest: Recording.Request?
    /// In what they differ, line by line: `-` was recorded, `+` was sent, with the place in the JSON body.
    public var differences: [String]
}

extension ReplayMismatch: CustomStringConvertible {
    private static let shownLines = 20

    /// The differences, the first of them if they are many; prompts may be among them.
    public var description: String {
        let shown = differences.prefix(Self.shownLines).joined(separator: "\n")
        let hidden = differences.count - Self.shownLines
        let subject = closest == nil ? "no exchange that is left is of this kind" : "the closest one differs"
        return "no recorded exchange fits; \(subject):\n\(shown)\(hidden > 0 ? "\n… and \(hidden) lines more" : "")"
    }
}
