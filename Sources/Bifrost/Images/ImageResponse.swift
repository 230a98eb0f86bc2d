public import LLM

/// The images of a whole answer.
public struct ImageResponse: Hashable, Sendable {
    /// The images.
    public var images: [GeneratedImage]
    /// The answer's id.
    public var id: String?
    /// When they were made, in seconds since 1970.
    public var created: Int?
    /// The model that made them.
    public var model: String?
    /// What was used.
    public var usage: MediaUsage?
    /// Fields that have no name here, such as `size`.
    public var additionalFields: [String: JSONValue]
    /// Status, headers, timing, and what the gateway told.
    public var metadata: ResponseMetadata
}

extension ImageResponse {
    init(json: JSONValue, metadata: ResponseMetadata) throws(LLMError) {
        guard var members = JSONMembers(json), let images = members.take("data", { $0.arrayValue }) else {
            throw LLMError(.malformed, "the answer has no list of images")
        }
        self.images = images.compactMap(GeneratedImage.init)
        id = members.text("id")
        created = members.integer("created")
        model = members.text("model")
        usage = members.take("usage", MediaUsage.init)
        additionalFields = members.additionalFields
        self.metadata = metadata
    }
}
