public import LLM

/// Settings of a call for embeddings; what is nil is left to the model.
public struct EmbeddingOptions: Hashable, Sendable {
    /// The model to ask.
    ///
    /// Nil asks the model of the configuration.
    public var model: String?
    /// How many numbers each vector shall have (OpenAI field `dimensions`), at least one.
    public var dimensions: Int?
    /// How the vectors come (OpenAI field `encoding_format`); they are read in any case.
    ///
    /// `base64` takes about half of the bytes.
    public var encoding: Encoding?
    /// An opaque id of the end user, for the provider's abuse checks (OpenAI field `user`).
    public var user: String?
    /// Further request fields, sent as they are; they win over a typed option of the same name.
    public var extraFields: [String: JSONValue]
    /// What the gateway shall do with this call; what is nil there is left to the model's own options.
    public var gateway: GatewayOptions
    /// Time limits of this call; what is `.inherit` there comes from the configuration.
    public var limits: TimeLimits

    /// Makes options.
    ///
    /// - Parameters:
    ///   - model: The model to ask.
    ///   - dimensions: How many numbers each vector shall have.
    ///   - encoding: How the vectors come.
    ///   - user: An opaque id of the end user.
    ///   - extraFields: Further request fields.
    ///   - gateway: What the gateway shall do with this call.
    ///   - limits: Time limits of this call.
    public init(
        model: String? = nil,
        dimensions: Int? = nil,
        encoding: Encoding? = nil,
        user: String? = nil,
        extraFields: [String: JSONValue] = [:],
        gateway: GatewayOptions = GatewayOptions(),
        limits: TimeLimits = TimeLimits()
    ) {
        self.model = model
        self.dimensions = dimensions
        self.encoding = encoding
        self.user = user
        self.extraFields = extraFields
        self.gateway = gateway
        self.limits = limits
    }

    /// How vectors come; an open set.
    public struct Encoding: RawRepresentable, Hashable, Sendable, Codable {
        /// The word that stands on the wire.
        public var rawValue: String

        /// Makes an encoding from the word that stands on the wire.
        ///
        /// - Parameter rawValue: The word, such as `int8`, which some providers know.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// A list of numbers.
        public static let float = Encoding(rawValue: "float")
        /// Numbers of 32 bits, little-endian, as a text in base64.
        public static let base64 = Encoding(rawValue: "base64")
    }
}

extension EmbeddingOptions: ModelCallOptions {
    static var gatewayFields: Set<String> {
        ["model", "input", "encoding_format", "dimensions", "user", "fallbacks", "extra_params"]
    }
}
