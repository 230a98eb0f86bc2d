public import LLM

/// Settings of calls about files and batches.
public struct FileOptions: Hashable, Sendable {
    /// The provider that keeps the files, such as `openai`.
    ///
    /// Nil takes the one that the configured model's name begins with; without one the gateway decides.
    public var provider: String?
    /// What the gateway shall do with this call; fallbacks are of no use here, and an upload refuses them.
    public var gateway: GatewayOptions
    /// Time limits of this call; what is `.inherit` there comes from the configuration.
    public var limits: TimeLimits

    /// Makes settings.
    ///
    /// - Parameters:
    ///   - provider: The provider that keeps the files.
    ///   - gateway: What the gateway shall do with this call.
    ///   - limits: Time limits of this call.
    public init(
        provider: String? = nil,
        gateway: GatewayOptions = GatewayOptions(),
        limits: TimeLimits = TimeLimits()
    ) {
        self.provider = provider
        self.gateway = gateway
        self.limits = limits
    }
}

/// Which entries of a list are asked for; what is nil is left to the provider.
public struct FileListOptions: Hashable, Sendable {
    /// Files for this purpose only; batches have none.
    public var purpose: FilePurpose?
    /// How many entries a page has.
    public var limit: Int?
    /// The entry after which the page begins.
    public var after: String?
    /// `asc` or `desc`, by the time of creation.
    public var order: String?

    /// Makes a choice.
    ///
    /// - Parameters:
    ///   - purpose: Files for this purpose only.
    ///   - limit: How many entries a page has.
    ///   - after: The entry after which the page begins.
    ///   - order: `asc` or `desc`.
    public init(purpose: FilePurpose? = nil, limit: Int? = nil, after: String? = nil, order: String? = nil) {
        self.purpose = purpose
        self.limit = limit
        self.after = after
        self.order = order
    }

    var query: [(name: String, value: String)] {
        [("purpose", purpose?.rawValue), ("limit", limit.map { "\($0)" }), ("after", after), ("order", order)]
            .compactMap { name, value in value.map { (name, $0) } }
    }
}
