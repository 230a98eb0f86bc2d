/// Whether and how much a model thinks before it answers (Bifrost field `reasoning`).
///
/// Providers measure it by effort or in tokens; the gateway turns one into the other.
public struct Reasoning: Hashable, Sendable, Codable {
    /// Whether the model thinks at all.
    ///
    /// Nil leaves it to the other fields, or to the model.
    public var isEnabled: Bool?
    /// How much it thinks.
    public var effort: ReasoningEffort?
    /// The most tokens to think in; what is allowed below one is up to the provider.
    public var maxTokens: Int?

    /// Makes the settings of reasoning.
    ///
    /// - Parameters:
    ///   - isEnabled: Whether the model thinks at all.
    ///   - effort: How much it thinks.
    ///   - maxTokens: The most tokens to think in.
    public init(isEnabled: Bool? = nil, effort: ReasoningEffort? = nil, maxTokens: Int? = nil) {
        self.isEnabled = isEnabled
        self.effort = effort
        self.maxTokens = maxTokens
    }

    /// Reasoning with this effort.
    ///
    /// - Parameter effort: How much the model thinks.
    /// - Returns: The settings.
    public static func effort(_ effort: ReasoningEffort) -> Reasoning { Reasoning(effort: effort) }

    /// Reasoning within a budget.
    ///
    /// - Parameter tokens: The most tokens to think in.
    /// - Returns: The settings.
    public static func maxTokens(_ tokens: Int) -> Reasoning { Reasoning(maxTokens: tokens) }
}
