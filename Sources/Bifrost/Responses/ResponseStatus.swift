/// How far a response or one of its items has come (OpenAI field `status`); an open set.
public struct ResponseStatus: RawRepresentable, Hashable, Sendable, Codable {
    /// The word that stands on the wire.
    public var rawValue: String

    /// Makes a status from the word that stands on the wire.
    ///
    /// - Parameter rawValue: The word, e.g. `completed`.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It is whole.
    public static let completed = ResponseStatus(rawValue: "completed")
    /// It ended before it was whole; ``Response/incompleteReason`` says why.
    public static let incomplete = ResponseStatus(rawValue: "incomplete")
    /// It failed; such a response is thrown as an error.
    public static let failed = ResponseStatus(rawValue: "failed")
    /// It is being made.
    public static let inProgress = ResponseStatus(rawValue: "in_progress")
    /// It waits for its turn.
    public static let queued = ResponseStatus(rawValue: "queued")
    /// It was cancelled.
    public static let cancelled = ResponseStatus(rawValue: "cancelled")
}
