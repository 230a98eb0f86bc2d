/// Just enough colour to read a few lines of Swift.
struct SwiftHighlighter {
    let style: Style

    private static let keywords: Set<Substring> = [
        "as", "await", "catch", "do", "for", "in", "let", "struct", "try", "var", "where",
    ]

    /// Colours keywords and string literals.
    func highlight(_ line: Substring) -> String {
        var rest = line
        var result = ""
        while let first = rest.first {
            let token = Self.token(at: first, in: rest)
            rest = rest[token.endIndex...]
            result += first == "\"" ? style.green(String(token)) : word(token)
        }
        return result
    }

    private func word(_ token: Substring) -> String {
        Self.keywords.contains(token) ? style.magenta(String(token)) : String(token)
    }

    private static func token(at first: Character, in text: Substring) -> Substring {
        if first == "\"" { return stringLiteral(in: text) }
        return first.isLetter ? text.prefix(while: \.isLetter) : text.prefix(1)
    }

    /// The literal up to its closing quote; an escaped quote does not close it.
    private static func stringLiteral(in text: Substring) -> Substring {
        var isEscaped = false
        let body = text.dropFirst().prefix { character in
            defer { isEscaped = character == "\\" && !isEscaped }
            return isEscaped || character != "\""
        }
        return text.prefix(upTo: text[body.endIndex...].prefix(1).endIndex)
    }
}
