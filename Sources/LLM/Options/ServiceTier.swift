/// How quickly and at which price a call is served (OpenAI field `service_tier`); an open set.
public struct ServiceTier: RawRepresentable, Hashable, Sendable, Codable {
    /// The word that stands on the wire.
    public var rawValue: String

    /// Makes a tier from the word that stands on the wire.
    ///
    /// - Parameter rawValue: The word, e.g. `flex`.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// What the account is set to.
    public static let auto = ServiceTier(rawValue: "auto")
    /// The standard tier.
    public static let `default` = ServiceTier(rawValue: "default")
    /// Cheaper and slower.
    public static let flex = ServiceTier(rawValue: "flex")
    /// Dearer and faster.
    public static let priority = ServiceTier(rawValue: "priority")
}
