/// A tool that took longer than it may; what it still does is not waited for.
public struct ToolTimeout: Error, Hashable, Sendable, CustomStringConvertible {
    /// The limit that was over.
    public var limit: Duration

    /// Makes the error.
    ///
    /// - Parameter limit: The limit that was over.
    public init(limit: Duration) { self.limit = limit }

    /// What happened, with the limit.
    public var description: String { "the tool took longer than \(limit)" }
}
