public import LLM

/// A model that the gateway can reach, as its list describes it.
///
/// Only the id is always there: what else is known depends on the provider, and the drop-in tells less.
public struct ModelInfo: Hashable, Sendable, Codable, Identifiable {
    /// The name to ask for it: `provider/model` (field `id`).
    public var id: String
    /// The name for people.
    public var name: String?
    /// The name that stays when the model moves (field `canonical_slug`).
    public var canonicalSlug: String?
    /// The deployment at the provider, as with Azure.
    public var deployment: String?
    /// When the model was made, in seconds since 1970.
    public var created: Int?
    /// Who made it (field `owned_by`).
    public var owner: String?
    /// What it is, in a text for people.
    public var description: String?
    /// Whether it can be used now (the drop-in's field `active`).
    public var isActive: Bool?
    /// The most tokens of a conversation and its answer together (field `context_length`, the drop-in's
    /// `context_window`).
    public var contextLength: Int?
    /// The most tokens of a conversation.
    public var maxInputTokens: Int?
    /// The most tokens of an answer.
    public var maxOutputTokens: Int?
    /// Its name at Hugging Face.
    public var huggingFaceID: String?
    /// The kinds of call that it takes (field `supported_methods`); empty when the gateway does not say.
    public var supportedMethods: [String] = []
    /// The parameters that it takes (field `supported_parameters`); empty when the gateway does not say.
    public var supportedParameters: [String] = []
    /// What goes in and comes out.
    public var architecture: Architecture?
    /// What it costs.
    public var pricing: Pricing?
    /// What the best of its providers allows.
    public var topProvider: TopProvider?
    /// Limits of each request, in the provider's own terms (field `per_request_limits`).
    public var perRequestLimits: JSONValue?
    /// Parameters that hold when a request names none (field `default_parameters`).
    public var defaultParameters: JSONValue?
    /// Fields that have no name here.
    public var additionalFields: [String: JSONValue] = [:]

    /// Makes a description with nothing but the id.
    ///
    /// - Parameter id: The name to ask for the model.
    public init(id: String) { self.id = id }
}

extension ModelInfo {
    /// What goes into a model and comes out (field `architecture`).
    public struct Architecture: Hashable, Sendable, Codable {
        /// Both in one word, such as `text+image->text`.
        public var modality: String?
        /// The family of its tokenizer.
        public var tokenizer: String?
        /// The form of prompt that it was trained with (field `instruct_type`).
        public var instructType: String?
        /// What it reads, such as `text` and `image`; empty when the gateway does not say.
        public var inputModalities: [String] = []
        /// What it writes; empty when the gateway does not say.
        public var outputModalities: [String] = []
    }

    /// What a provider allows with a model (field `top_provider`).
    public struct TopProvider: Hashable, Sendable, Codable {
        /// Whether it looks over what is said.
        public var isModerated: Bool?
        /// The most tokens of a conversation and its answer together.
        public var contextLength: Int?
        /// The most tokens of an answer (field `max_completion_tokens`).
        public var maxOutputTokens: Int?
    }

    /// What a model costs, in dollars (field `pricing`); nil is not known, zero is free.
    public struct Pricing: Hashable, Sendable, Codable {
        /// For a token of the conversation.
        public var prompt: Price?
        /// For a token of the answer.
        public var completion: Price?
        /// For a request.
        public var request: Price?
        /// For a picture.
        public var image: Price?
        /// For a search in the web (field `web_search`).
        public var webSearch: Price?
        /// For a token of reasoning (field `internal_reasoning`).
        public var internalReasoning: Price?
        /// For a token that is read from the provider's cache (field `input_cache_read`).
        public var inputCacheRead: Price?
        /// For a token that is written to it (field `input_cache_write`).
        public var inputCacheWrite: Price?
    }

    /// A price as the gateway writes it, in decimal digits.
    public struct Price: Hashable, Sendable, Codable {
        /// The digits, with nothing rounded: `0.00000015`.
        public let text: String

        /// Makes a price; nil for a text that is no finite number.
        ///
        /// - Parameter text: The digits.
        public init?(_ text: String) {
            guard let number = Double(text), number.isFinite else { return nil }
            self.text = text
        }

        /// The nearest number; for sums of money, take the digits.
        public var value: Double { Double(text) ?? 0 }
    }
}
