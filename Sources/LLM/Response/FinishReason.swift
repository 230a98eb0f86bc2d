/// Why the model stopped; an open set, since providers send words of their own.
public struct FinishReason: RawRepresentable, Hashable, Sendable, Codable {
    /// The word that stands on the wire.
    public var rawValue: String

    /// Makes a finish reason from the word that stands on the wire.
    ///
    /// - Parameter rawValue: The reason, e.g. `stop`.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The answer is finished, or a stop sequence was met.
    public static let stop = FinishReason(rawValue: "stop")
    /// The token limit was reached; the text is cut.
    public static let length = FinishReason(rawValue: "length")
    /// The model waits for the results of its tool calls.
    public static let toolCalls = FinishReason(rawValue: "tool_calls")
    /// The provider withheld the rest.
    public static let contentFilter = FinishReason(rawValue: "content_filter")
}
