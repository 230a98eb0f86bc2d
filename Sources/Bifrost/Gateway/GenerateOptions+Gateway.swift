public import LLM

extension GenerateOptions {
    /// What a Bifrost gateway shall do with this call; what is nil there is left to the model's own options.
    public var gateway: GatewayOptions {
        get { self[GatewayOptions.self] ?? GatewayOptions() }
        set { self[GatewayOptions.self] = newValue == GatewayOptions() ? nil : newValue }
    }
}
