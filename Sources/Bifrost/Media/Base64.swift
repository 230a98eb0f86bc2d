private import FoundationEssentials
internal import LLM

/// Bytes as a text of 64 letters (RFC 4648 section 4).
enum Base64 {
    /// Decodes a text, which may be a `data:` URL of Base64 (RFC 2397) and may have white space in it.
    ///
    /// - Throws: `LLMError.Code.malformed` for what is not Base64.
    static func bytes(_ text: String, of subject: String) throws(LLMError) -> [UInt8] {
        let letters = letters(of: text).utf8.filter { $0 != UInt8(ascii: " ") && !(0x09...0x0D ~= $0) }
        // Foundation takes `AA=A` and `AAAA==` as well.
        let padding = letters.drop { $0 != UInt8(ascii: "=") }
        guard letters.count.isMultiple(of: 4), padding.count <= 2,
            padding.allSatisfy({ $0 == UInt8(ascii: "=") }), let data = Data(base64Encoded: Data(letters))
        else {
            throw LLMError(.malformed, "the \(subject) is not Base64")
        }
        return Array(data)
    }

    /// What stands after the head of a `data:` URL; the whole text when it is none.
    private static func letters(of text: String) -> Substring {
        guard text.hasPrefix("data:"), let comma = text.firstIndex(of: ","), text[..<comma].hasSuffix(";base64") else {
            return text[...]
        }
        return text[text.index(after: comma)...]
    }
}
