extension ChatChunk {
    /// Token counts, when this chunk had them.
    public var usage: Usage? {
        get { rare.fields?.usage }
        set { rare.update { $0.usage = newValue } }
    }

    /// When the answer was begun, in seconds since 1970; only in the first chunk that says so.
    public var created: Int? {
        get { rare.fields?.created }
        set { rare.update { $0.created = newValue } }
    }

    /// The tier that serves the call; only in the first chunk that says so.
    public var serviceTier: ServiceTier? {
        get { rare.fields?.serviceTier }
        set { rare.update { $0.serviceTier = newValue } }
    }

    /// The provider's mark of the model's version; only in the first chunk that has it.
    public var systemFingerprint: String? {
        get { rare.fields?.systemFingerprint }
        set { rare.update { $0.systemFingerprint = newValue } }
    }

    /// Addresses of the pages that are cited; not repeated while they stay the same.
    public var citations: [String] {
        get { rare.fields?.citations ?? [] }
        set { rare.update { $0.citations = newValue } }
    }

    /// Pages that were found for the answer; not repeated while they stay the same.
    public var searchResults: [SearchResult] {
        get { rare.fields?.searchResults ?? [] }
        set { rare.update { $0.searchResults = newValue } }
    }

    /// Videos that were found for the answer; not repeated while they stay the same.
    public var videos: [JSONValue] {
        get { rare.fields?.videos ?? [] }
        set { rare.update { $0.videos = newValue } }
    }

    /// Fields that have no name here; empty unless they are asked for with ``GenerateOptions/detail``.
    public var additionalFields: [String: JSONValue] {
        get { rare.fields?.additionalFields ?? [:] }
        set { rare.update { $0.additionalFields = newValue } }
    }

    /// The JSON as it was received, in UTF-8; nil unless it is asked for with ``GenerateOptions/detail``.
    public var rawJSON: [UInt8]? {
        get { rare.fields?.rawJSON }
        set { rare.update { $0.rawJSON = newValue } }
    }
}

/// What few chunks have.
struct RareChunkFields: RareFields {
    var usage: Usage?
    var created: Int?
    var serviceTier: ServiceTier?
    var systemFingerprint: String?
    var citations: [String] = []
    var searchResults: [SearchResult] = []
    var videos: [JSONValue] = []
    var additionalFields: [String: JSONValue] = [:]
    var rawJSON: [UInt8]?

    // The usage comes last: it is the largest, and looked at only when all others are absent.
    var areAbsent: Bool {
        created == nil && systemFingerprint == nil && serviceTier == nil && citations.isEmpty && searchResults.isEmpty
            && videos.isEmpty && additionalFields.isEmpty && rawJSON == nil && usage == nil
    }
}
