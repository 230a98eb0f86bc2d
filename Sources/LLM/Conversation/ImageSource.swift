/// Where a picture comes from.
@nonexhaustive
public enum ImageSource: Hashable, Sendable {
    /// An `https:` or `data:` address, sent as it is.
    case url(String)
    /// The picture's bytes with their media type, such as `image/png`; sent as a `data:` address.
    case data([UInt8], mediaType: String)
}

/// How closely the model looks at a picture (OpenAI field `detail`); an open set.
public struct ImageDetail: RawRepresentable, Hashable, Sendable, Codable {
    /// The word that stands on the wire.
    public var rawValue: String

    /// Makes a detail level from the word that stands on the wire.
    ///
    /// - Parameter rawValue: The word, e.g. `low`.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The model decides.
    public static let auto = ImageDetail(rawValue: "auto")
    /// A small, cheap version of the picture.
    public static let low = ImageDetail(rawValue: "low")
    /// The picture in full.
    public static let high = ImageDetail(rawValue: "high")
}
