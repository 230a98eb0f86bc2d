/// What is kept of an answer beside the fields that have names here.
public struct AnswerDetail: OptionSet, Hashable, Sendable {
    /// The set's bits.
    public let rawValue: Int

    /// Makes a set from its bits.
    ///
    /// - Parameter rawValue: The bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Fields without a name of their own, in each `additionalFields`.
    ///
    /// A whole answer always keeps them; a stream passes over them unless this asks for them.
    public static let additionalFields = AnswerDetail(rawValue: 1)
    /// The JSON as it was received, in ``ChatChunk/rawJSON`` and ``ChatResponse/rawJSON``.
    public static let rawJSON = AnswerDetail(rawValue: 2)
}
