public import LLM

/// A step of images that stream.
@nonexhaustive
public enum ImageEvent: Hashable, Sendable {
    /// An unfinished image (events `image_generation.partial_image` and `image_edit.partial_image`).
    case partial(Image)
    /// A finished image (events `image_generation.completed` and `image_edit.completed`).
    case completed(Image)
    /// An event that has no name here.
    case unknown(type: String, JSONValue)

    /// An image with what its event says besides.
    public struct Image: Hashable, Sendable, Codable {
        /// The image.
        public var image: GeneratedImage
        /// Which unfinished image it is, from zero (field `partial_image_index`).
        public var partialIndex: Int?
        /// The event's place in the stream (field `sequence_number`).
        public var sequenceNumber: Int?
        /// When it was made, in seconds since 1970 (field `created_at`).
        public var created: Int?
        /// Width and height, such as `1024x1024`.
        public var size: String?
        /// How good the image is, such as `high`.
        public var quality: String?
        /// The background, such as `opaque`.
        public var background: String?
        /// The encoding of the image, such as `png`.
        public var outputFormat: String?
        /// What was used; of a finished image only.
        public var usage: MediaUsage?
        /// Fields that have no name here.
        public var additionalFields: [String: JSONValue]
    }
}

extension ImageEvent.Image {
    init(_ members: JSONMembers) {
        var members = members
        image = GeneratedImage(&members)
        partialIndex = members.integer("partial_image_index")
        sequenceNumber = members.integer("sequence_number")
        created = members.integer("created_at")
        size = members.text("size")
        quality = members.text("quality")
        background = members.text("background")
        outputFormat = members.text("output_format")
        usage = members.take("usage", MediaUsage.init)
        additionalFields = members.additionalFields
    }
}

/// Reads the events of images; they are whole when as many are finished as were asked for.
struct ImageEventReader: JSONEventReader {
    let wanted: Int
    private var completed = 0
    let isFinished = false

    init(wanted: Int) { self.wanted = wanted }

    var isComplete: Bool { completed >= wanted }

    mutating func element(_ name: String, _ json: JSONValue) throws(LLMError) -> ImageEvent? {
        guard var members = JSONMembers(json) else { return .unknown(type: name, json) }
        let type = members.text("type") ?? name
        if type.hasSuffix(".partial_image") { return .partial(ImageEvent.Image(members)) }
        guard type.hasSuffix(".completed") else { return json == [:] ? nil : .unknown(type: type, json) }
        completed += 1
        return .completed(ImageEvent.Image(members))
    }
}
