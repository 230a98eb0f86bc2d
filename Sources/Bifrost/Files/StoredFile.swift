public import LLM

/// A file that a provider keeps.
public struct StoredFile: Hashable, Sendable {
    /// The file's id.
    public var id: String
    /// The name that it was given.
    public var name: String?
    /// Its length in bytes.
    public var byteCount: Int?
    /// What it is for.
    public var purpose: FilePurpose?
    /// When it was sent, in seconds since 1970.
    public var created: Int?
    /// When it will be deleted, in seconds since 1970.
    public var expires: Int?
    /// What the provider makes of it, such as `processed`.
    public var status: String?
    /// Fields that have no name here.
    public var additionalFields: [String: JSONValue]
    /// Status, headers, timing, and what the gateway told; empty for an entry of a list.
    public var metadata: ResponseMetadata
}

/// What a file is for; an open set.
public struct FilePurpose: RawRepresentable, Hashable, Sendable, Codable {
    /// The word that stands on the wire.
    public var rawValue: String

    /// Makes a purpose from the word that stands on the wire.
    ///
    /// - Parameter rawValue: The word, such as `batch`.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The requests of a batch.
    public static let batch = FilePurpose(rawValue: "batch")
    /// The answers of a batch.
    public static let batchOutput = FilePurpose(rawValue: "batch_output")
    /// Files for assistants.
    public static let assistants = FilePurpose(rawValue: "assistants")
    /// Examples to train with.
    public static let fineTune = FilePurpose(rawValue: "fine-tune")
    /// Images to look at.
    public static let vision = FilePurpose(rawValue: "vision")
    /// Anything else that is put into messages.
    public static let userData = FilePurpose(rawValue: "user_data")
}

/// One page of a provider's files.
public struct StoredFileList: Hashable, Sendable {
    /// The files.
    public var files: [StoredFile]
    /// Whether there are more (field `has_more`).
    public var hasMore: Bool
    /// What ``FileListOptions/after`` is for the next page.
    ///
    /// Nil when the answer has none.
    public var next: String?
    /// Fields that have no name here.
    public var additionalFields: [String: JSONValue]
    /// Status, headers, timing, and what the gateway told.
    public var metadata: ResponseMetadata
}

/// The answer to a deletion.
public struct FileDeletion: Hashable, Sendable {
    /// The file's id.
    public var id: String
    /// Whether it is gone.
    public var isDeleted: Bool
    /// Fields that have no name here.
    public var additionalFields: [String: JSONValue]
    /// Status, headers, timing, and what the gateway told.
    public var metadata: ResponseMetadata
}
