/// The built-in model's tokens: words with the space before them, long words in pieces.
enum Tokens {
    private static let maximumLength = 12

    static func split(_ text: String) -> [String] {
        var tokens: [String] = []
        var token = ""
        for character in text {
            let startsWord = character.isWhitespace && token.last?.isWhitespace == false
            if startsWord || token.count == maximumLength {
                tokens.append(token)
                token = ""
            }
            token.append(character)
        }
        return token.isEmpty ? tokens : tokens + [token]
    }

    static func count(_ text: String) -> Int { split(text).count }
}
