/// A key that never shows itself: its descriptions are masked.
public struct Secret: Hashable, Sendable, ExpressibleByStringLiteral {
    private let value: String

    /// Wraps a key.
    ///
    /// - Parameter value: The key.
    public init(_ value: String) { self.value = value }

    /// Wraps a key that stands in the source.
    ///
    /// - Parameter value: The key.
    public init(stringLiteral value: String) { self.init(value) }

    /// The key itself; for the place that sends it, and nowhere else.
    ///
    /// - Returns: The key.
    public func reveal() -> String { value }

    /// Whether there is nothing in it.
    public var isEmpty: Bool { value.isEmpty }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A mask.
    public var description: String { "•••" }
    /// A mask.
    public var debugDescription: String { "•••" }
    /// A mirror without the key.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
