private import FoundationEssentials
internal import LLM

/// Bytes as a text of 64 letters (RFC 4648 section 4).
enum Base64 {
    /// - Throws: `LLMError.Code.malformed` for what is not Base64.
    static func bytes(_ text: String, of subject: String) throws(LLMError) -> [UInt8] {
        guard let data = Data(base64Encoded: text, options: .ignoreUnknownCharacters), text.isEmpty || !data.isEmpty
        else { throw LLMError(.malformed, "the \(subject) is not Base64") }
        return Array(data)
    }
}
