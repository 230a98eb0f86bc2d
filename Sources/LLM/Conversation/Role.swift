/// Who speaks in a message; an open set, since servers add roles.
public struct Role: RawRepresentable, Hashable, Sendable, Codable {
    /// The role as it stands on the wire.
    public var rawValue: String

    /// Makes a role from the word that stands on the wire.
    ///
    /// - Parameter rawValue: The role, e.g. `user`.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Instructions of the operator.
    public static let system = Role(rawValue: "system")
    /// Instructions of the developer; newer models' word for `system`.
    public static let developer = Role(rawValue: "developer")
    /// The person or program that asks.
    public static let user = Role(rawValue: "user")
    /// The model.
    public static let assistant = Role(rawValue: "assistant")
    /// The result of a tool call.
    public static let tool = Role(rawValue: "tool")
}
