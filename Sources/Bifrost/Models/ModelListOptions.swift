public import LLM

/// Settings of a look at the gateway's list of models.
public struct ModelListOptions: Hashable, Sendable {
    /// Further parts of the query, by name; the gateway hands those that it does not know to the provider.
    public var query: [String: String]
    /// What the gateway shall do with these calls; what is nil there is left to the model's own options.
    public var gateway: GatewayOptions
    /// Time limits of each call; what is `.inherit` there comes from the configuration.
    public var limits: TimeLimits

    /// Makes options.
    ///
    /// - Parameters:
    ///   - query: Further parts of the query, by name.
    ///   - gateway: What the gateway shall do with these calls.
    ///   - limits: Time limits of each call.
    public init(
        query: [String: String] = [:], gateway: GatewayOptions = GatewayOptions(), limits: TimeLimits = TimeLimits()
    ) {
        self.query = query
        self.gateway = gateway
        self.limits = limits
    }
}
