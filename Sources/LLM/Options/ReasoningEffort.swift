/// How much a model thinks before it answers; an open set, since models add levels.
public struct ReasoningEffort: RawRepresentable, Hashable, Sendable, Codable {
    /// The word that stands on the wire.
    public var rawValue: String

    /// Makes an effort from the word that stands on the wire.
    ///
    /// - Parameter rawValue: The effort, e.g. `low`.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// No reasoning.
    public static let none = ReasoningEffort(rawValue: "none")
    /// As little as the model can.
    public static let minimal = ReasoningEffort(rawValue: "minimal")
    /// A little.
    public static let low = ReasoningEffort(rawValue: "low")
    /// The usual amount.
    public static let medium = ReasoningEffort(rawValue: "medium")
    /// Much.
    public static let high = ReasoningEffort(rawValue: "high")
}
