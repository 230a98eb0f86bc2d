internal import LLM

extension JSONWriter {
    /// The models to try when the first one fails.
    mutating func fallbacks(_ fallbacks: [String]?, unless extra: ExtraFields) throws(JSONError) {
        guard let fallbacks, !fallbacks.isEmpty, !extra.contains("fallbacks") else { return }
        try member("fallbacks", .array(fallbacks.map(JSONValue.string)))
    }
}
