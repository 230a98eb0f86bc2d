public import LLM

/// One page of the gateway's list of models.
public struct ModelPage: Hashable, Sendable {
    /// The models, in the gateway's order; entries without an id are left out.
    public var models: [ModelInfo]
    /// What asks for the next page (field `next_page_token`).
    ///
    /// Nil on the last page.
    public var nextPageToken: String?
    /// How each stored key fared: the list of one provider may be missing (field `key_statuses`).
    public var keyStatuses: [KeyStatus]
    /// Fields that have no name here.
    public var additionalFields: [String: JSONValue]
    /// Status, headers, timing, and what the gateway told.
    public var metadata: ResponseMetadata

    /// Makes a page.
    ///
    /// - Parameters:
    ///   - models: The models.
    ///   - nextPageToken: What asks for the next page.
    public init(models: [ModelInfo], nextPageToken: String? = nil) {
        self.models = models
        self.nextPageToken = nextPageToken
        keyStatuses = []
        additionalFields = [:]
        metadata = ResponseMetadata()
    }

    /// How a key of the gateway fared when its provider was asked for models.
    public struct KeyStatus: Hashable, Sendable, Codable {
        /// The id of the stored key.
        public var keyID: String?
        /// The key's provider.
        public var provider: String?
        /// What came of it.
        public var status: Status?
        /// Why it failed, in the provider's words.
        public var message: String?
        /// The error as it came, with what the gateway says besides.
        public var error: JSONValue?
    }

    /// What came of asking with a key; an open set.
    public struct Status: RawRepresentable, Hashable, Sendable, Codable {
        /// The word that stands on the wire.
        public var rawValue: String

        /// Makes a status from the word that stands on the wire.
        ///
        /// - Parameter rawValue: The word, such as `success`.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The provider told its models.
        public static let success = Status(rawValue: "success")
        /// It did not.
        public static let failed = Status(rawValue: "failed")
    }
}

extension ModelPage {
    /// Reads a page of either flavour.
    init(json: JSONValue, metadata: ResponseMetadata, errors: ErrorDecoder) throws(LLMError) {
        // Go writes an empty list as null.
        guard var members = JSONMembers(json), let data = json["data"], data == .null || data.arrayValue != nil else {
            throw LLMError(.malformed, "the answer is no list of models")
        }
        models = (members.list("data") ?? []).compactMap(ModelInfo.init(json:))
        nextPageToken = members.filledText("next_page_token")
        keyStatuses = (members.list("key_statuses") ?? []).compactMap { KeyStatus(json: $0, errors: errors) }
        members.drop("object", "extra_fields")
        additionalFields = members.rest
        self.metadata = metadata
    }
}

extension ModelPage.KeyStatus {
    fileprivate init?(json: JSONValue, errors: ErrorDecoder) {
        guard var members = JSONMembers(json) else { return nil }
        keyID = members.filledText("key_id")
        provider = members.filledText("provider")
        status = members.filledText("status").map(ModelPage.Status.init(rawValue:))
        error = members.value("error")
        message = error.flatMap { try? $0.serialized() }.map { errors.error(inEvent: $0).message }
    }
}
