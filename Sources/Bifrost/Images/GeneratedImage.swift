public import LLM

/// An image that a model made: an address, or the image itself.
public struct GeneratedImage: Hashable, Sendable, Codable {
    /// The image's place in the answer.
    public var index: Int?
    /// Where the image can be fetched, usually for a while only (field `url`).
    public var url: String?
    /// The image in Base64, as it came (field `b64_json`); ``bytes()`` decodes it.
    public var base64: String?
    /// What the model was asked in fact (field `revised_prompt`).
    public var revisedPrompt: String?
    /// Fields that have no name here.
    public var additionalFields: [String: JSONValue]

    /// Makes an image.
    ///
    /// - Parameters:
    ///   - index: The image's place in the answer.
    ///   - url: Where the image can be fetched.
    ///   - base64: The image in Base64.
    ///   - revisedPrompt: What the model was asked in fact.
    ///   - additionalFields: Fields that have no name here.
    public init(
        index: Int? = nil,
        url: String? = nil,
        base64: String? = nil,
        revisedPrompt: String? = nil,
        additionalFields: [String: JSONValue] = [:]
    ) {
        self.index = index
        self.url = url
        self.base64 = base64
        self.revisedPrompt = revisedPrompt
        self.additionalFields = additionalFields
    }

    /// Decodes the image; it is not kept, so that an image is in memory twice only while both are needed.
    ///
    /// - Returns: The image's bytes; nil when the answer has an address in place of them.
    /// - Throws: `LLMError.Code.malformed` for what is not Base64.
    public func bytes() throws(LLMError) -> [UInt8]? {
        guard let base64 else { return nil }
        return try Base64.bytes(base64, of: "image")
    }
}

extension GeneratedImage {
    /// Takes the members that are about the image.
    init(_ members: inout JSONMembers) {
        index = members.integer("index")
        url = members.text("url")
        base64 = members.text("b64_json")
        revisedPrompt = members.text("revised_prompt")
        additionalFields = [:]
    }

    /// Nil when it is no object.
    init?(_ json: JSONValue) {
        guard var members = JSONMembers(json) else { return nil }
        self.init(&members)
        additionalFields = members.rest
    }
}
