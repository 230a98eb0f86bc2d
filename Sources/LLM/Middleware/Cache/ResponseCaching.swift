/// What a ``ResponseCache`` does with one call.
@nonexhaustive
public enum ResponseCaching: Hashable, Sendable {
    /// A remembered answer is given, and a new one is remembered.
    case automatic
    /// The model is asked, and its answer takes the place of a remembered one.
    case refresh
    /// The model is asked, and its answer is not remembered.
    case off
}

extension GenerateOptions {
    /// What a ``ResponseCache`` does with this call; it is not sent.
    public var responseCaching: ResponseCaching {
        get { self[ResponseCaching.self] ?? .automatic }
        set { self[ResponseCaching.self] = newValue == .automatic ? nil : newValue }
    }
}
