internal import LLM

extension JSONValue {
    /// Reads what was received.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - maximumDepth: How deep it may be.
    ///   - subject: What it is, for the error.
    /// - Throws: ``LLMError/Code/malformed`` when it is not JSON.
    init(received bytes: [UInt8], maximumDepth: Int, as subject: String) throws(LLMError) {
        do throws(JSONError) {
            self = try JSONValue(parsing: bytes, maximumDepth: maximumDepth)
        } catch {
            throw LLMError(.malformed, "\(subject): \(error)", cause: error)
        }
    }
}
