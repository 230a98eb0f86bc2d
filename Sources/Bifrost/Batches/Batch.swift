public import LLM

/// Requests that a provider answers together, later and for less.
public struct Batch: Hashable, Sendable {
    /// The batch's id.
    public var id: String
    /// How far it is.
    public var status: Status
    /// The endpoint of its requests, such as `/v1/chat/completions`.
    public var endpoint: String?
    /// The file with the requests.
    public var inputFileID: String?
    /// The file with the answers.
    ///
    /// Nil before there are any.
    public var outputFileID: String?
    /// The file with the errors.
    ///
    /// Nil when there are none.
    public var errorFileID: String?
    /// How many of the requests are done.
    public var counts: Counts?
    /// When it was made, in seconds since 1970.
    public var created: Int?
    /// When it was completed, in seconds since 1970.
    public var completed: Int?
    /// When its answers are deleted, in seconds since 1970.
    public var expires: Int?
    /// Why it failed, as the provider tells it (field `errors`).
    public var errors: JSONValue?
    /// Fields that have no name here.
    public var additionalFields: [String: JSONValue]
    /// Status, headers, timing, and what the gateway told; empty for an entry of a list.
    public var metadata: ResponseMetadata

    /// How far a batch is; an open set.
    public struct Status: RawRepresentable, Hashable, Sendable, Codable {
        /// The word that stands on the wire.
        public var rawValue: String

        /// Makes a status from the word that stands on the wire.
        ///
        /// - Parameter rawValue: The word, such as `completed`.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The requests are being checked.
        public static let validating = Status(rawValue: "validating")
        /// The requests are being answered.
        public static let inProgress = Status(rawValue: "in_progress")
        /// The answers are being put together.
        public static let finalizing = Status(rawValue: "finalizing")
        /// The answers are there.
        public static let completed = Status(rawValue: "completed")
        /// Nothing more will happen, as Anthropic says it; each answer tells how it went.
        public static let ended = Status(rawValue: "ended")
        /// The requests were refused.
        public static let failed = Status(rawValue: "failed")
        /// The time was over before all requests were answered.
        public static let expired = Status(rawValue: "expired")
        /// It is being cancelled.
        public static let cancelling = Status(rawValue: "cancelling")
        /// It was cancelled.
        public static let cancelled = Status(rawValue: "cancelled")

        /// Whether nothing more will happen.
        public var isFinal: Bool { [.completed, .ended, .failed, .expired, .cancelled].contains(self) }
    }

    /// How many requests there are, and how many are done.
    public struct Counts: Hashable, Sendable, Codable {
        /// All requests.
        public var total: Int
        /// Those that were answered.
        public var completed: Int
        /// Those that failed.
        public var failed: Int
    }
}

/// One page of batches.
public struct BatchList: Hashable, Sendable {
    /// The batches.
    public var batches: [Batch]
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
