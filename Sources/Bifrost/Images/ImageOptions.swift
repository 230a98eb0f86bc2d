public import LLM

/// Settings of a call for images; what is nil or empty is left to the model.
public struct ImageOptions: Hashable, Sendable {
    /// The model, in place of the configured one.
    public var model: String?
    /// How many images to make (`n`).
    public var n: Int?
    /// Width and height, such as `1024x1024` (`size`).
    public var size: String?
    /// How good the images shall be, such as `high` (`quality`).
    public var quality: String?
    /// The style, such as `vivid` (`style`).
    public var style: String?
    /// The background, such as `transparent` (`background`).
    public var background: String?
    /// How strictly the provider moderates, such as `low` (`moderation`).
    public var moderation: String?
    /// The encoding of the images, such as `png` (`output_format`).
    public var outputFormat: String?
    /// How much JPEG and WebP are compressed, 0 to 100 (`output_compression`).
    public var outputCompression: Int?
    /// How many unfinished images a stream shows (`partial_images`).
    public var partialImages: Int?
    /// Whether the answer has addresses or the images themselves (`response_format`).
    public var responseFormat: ImageResponseFormat?
    /// Makes the same images again, where the provider can (`seed`).
    public var seed: Int?
    /// What shall not be seen (`negative_prompt`).
    public var negativePrompt: String?
    /// How many steps the model takes (`num_inference_steps`).
    public var inferenceSteps: Int?
    /// Width to height, such as `16:9` (`aspect_ratio`).
    public var aspectRatio: String?
    /// Images to start from, as addresses or in Base64 (`input_images`).
    ///
    /// Only for new images: edits and variations send files.
    public var inputImages: [String]
    /// Who asks, in the caller's own terms (`user`).
    public var user: String?
    /// Further fields, sent as they are; they win over an option of the same name.
    public var extraFields: [String: JSONValue]
    /// What the gateway shall do with this call; edits and variations refuse fallbacks, since the gateway reads none in
    /// forms.
    public var gateway: GatewayOptions
    /// Time limits of this call; what is `.inherit` there comes from the configuration.
    public var limits: TimeLimits

    /// Makes settings.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - n: How many images to make.
    ///   - size: Width and height.
    ///   - quality: How good the images shall be.
    ///   - style: The style.
    ///   - background: The background.
    ///   - moderation: How strictly the provider moderates.
    ///   - outputFormat: The encoding of the images.
    ///   - outputCompression: How much JPEG and WebP are compressed.
    ///   - partialImages: How many unfinished images a stream shows.
    ///   - responseFormat: Whether the answer has addresses or the images themselves.
    ///   - seed: Makes the same images again.
    ///   - negativePrompt: What shall not be seen.
    ///   - inferenceSteps: How many steps the model takes.
    ///   - aspectRatio: Width to height.
    ///   - inputImages: Images to start from.
    ///   - user: Who asks.
    ///   - extraFields: Further fields.
    ///   - gateway: What the gateway shall do with this call.
    ///   - limits: Time limits of this call.
    public init(
        model: String? = nil,
        n: Int? = nil,
        size: String? = nil,
        quality: String? = nil,
        style: String? = nil,
        background: String? = nil,
        moderation: String? = nil,
        outputFormat: String? = nil,
        outputCompression: Int? = nil,
        partialImages: Int? = nil,
        responseFormat: ImageResponseFormat? = nil,
        seed: Int? = nil,
        negativePrompt: String? = nil,
        inferenceSteps: Int? = nil,
        aspectRatio: String? = nil,
        inputImages: [String] = [],
        user: String? = nil,
        extraFields: [String: JSONValue] = [:],
        gateway: GatewayOptions = GatewayOptions(),
        limits: TimeLimits = TimeLimits()
    ) {
        self.model = model
        self.n = n
        self.size = size
        self.quality = quality
        self.style = style
        self.background = background
        self.moderation = moderation
        self.outputFormat = outputFormat
        self.outputCompression = outputCompression
        self.partialImages = partialImages
        self.responseFormat = responseFormat
        self.seed = seed
        self.negativePrompt = negativePrompt
        self.inferenceSteps = inferenceSteps
        self.aspectRatio = aspectRatio
        self.inputImages = inputImages
        self.user = user
        self.extraFields = extraFields
        self.gateway = gateway
        self.limits = limits
    }
}

/// How an answer carries images; an open set.
public struct ImageResponseFormat: RawRepresentable, Hashable, Sendable, Codable {
    /// The word that stands on the wire.
    public var rawValue: String

    /// Makes a format from the word that stands on the wire.
    ///
    /// - Parameter rawValue: The word, such as `url`.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Addresses, from which the images can be fetched for a while.
    public static let url = ImageResponseFormat(rawValue: "url")
    /// The images themselves, in Base64.
    public static let base64 = ImageResponseFormat(rawValue: "b64_json")
}
