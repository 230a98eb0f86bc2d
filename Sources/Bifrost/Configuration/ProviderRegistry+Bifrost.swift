public import LLM

extension ProviderRegistry {
    /// A registry that knows the provider `bifrost`; a copy can be given more.
    public static let standard = ProviderRegistry(["bifrost": { config in try BifrostModel(config) }])
}
