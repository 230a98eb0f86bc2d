import LLM

/// A prompt with places for a line's values: `Translate: {{text}}`.
struct PromptTemplate: Sendable, Equatable {
    private enum Piece: Equatable {
        case text(String)
        case name(String)
    }

    private let pieces: [Piece]

    /// - Throws: `LLMError.Code.configuration` for a place without an end or without a name.
    init(_ text: String) throws(LLMError) {
        var pieces: [Piece] = []
        var rest = text[...]
        while let start = rest.firstRange(of: "{{") {
            pieces.append(.text(String(rest[..<start.lowerBound])))
            guard let end = rest[start.upperBound...].firstRange(of: "}}") else {
                throw LLMError(.configuration, "--prompt has a \"{{\" without its \"}}\"")
            }
            let name = rest[start.upperBound..<end.lowerBound].filter { !$0.isWhitespace }
            guard !name.isEmpty else { throw LLMError(.configuration, "--prompt has a \"{{}}\" without a name") }
            pieces.append(.name(String(name)))
            rest = rest[end.upperBound...]
        }
        self.pieces = pieces + [.text(String(rest))]
    }

    /// The prompt with the values of an object; of a text on its own with that for `{{text}}`.
    ///
    /// - Throws: `LLMError.Code.configuration` for a value that is missing.
    func filled(with line: JSONValue) throws(LLMError) -> String {
        let values = line.objectValue ?? ["text": line]
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let piece): text += piece
            case .name(let name):
                guard let value = values[name] else {
                    throw LLMError(.configuration, "the line has no \"\(name)\", which --prompt asks for")
                }
                text += value.stringValue ?? (try? value.serializedText()) ?? ""
            }
        }
        return text
    }
}
