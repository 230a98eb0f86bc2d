public import LLM

/// How far a job has come.
public struct JobStatus: Sendable {
    /// A word for how far a job has come; an open set.
    public struct State: RawRepresentable, Hashable, Sendable, Codable {
        /// The word that stands on the wire.
        public var rawValue: String

        /// Makes a state from the word that stands on the wire.
        ///
        /// - Parameter rawValue: The word, e.g. `pending`.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// It waits for its turn.
        public static let pending = State(rawValue: "pending")
        /// It is being done.
        public static let processing = State(rawValue: "processing")
        /// It is done, and its result can be fetched.
        public static let completed = State(rawValue: "completed")
        /// It failed; ``JobStatus/failure`` says why.
        public static let failed = State(rawValue: "failed")
    }

    /// How far it has come.
    public var state: State
    /// When it was submitted, in seconds since 1970; nil when the gateway did not say.
    public var created: Double?
    /// When it was done, in seconds since 1970; nil before.
    public var completed: Double?
    /// Until when its result is kept, in seconds since 1970; nil when the gateway did not say.
    public var expires: Double?
    /// Why it failed; nil when it did not.
    public var failure: LLMError?
    /// Status, headers and timing of the request that asked.
    public var metadata: ResponseMetadata

    /// Whether a result or a failure is there.
    public var isFinished: Bool { state == .completed || state == .failed }
}
