internal import LLM

extension JSONWriter {
    /// The models to try when the first one fails.
    mutating func fallbacks(_ gateway: GatewayOptions, unless extra: ExtraFields) throws(JSONError) {
        guard let fallbacks = gateway.fallbacks, !fallbacks.isEmpty, !extra.contains("fallbacks") else { return }
        try member("fallbacks", .array(fallbacks.map(JSONValue.string)))
    }
}
