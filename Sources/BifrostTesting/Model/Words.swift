/// Words as the built-in model compares them.
enum Words {
    /// Lower-case runs of letters and digits, in order; `getWeather` and `get_weather` are two words each.
    static func split(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var previousIsLower = false
        for character in text {
            let startsWord = character.isUppercase && previousIsLower
            if startsWord || !(character.isLetter || character.isNumber) {
                if !word.isEmpty { words.append(word.lowercased()) }
                word = ""
            }
            if character.isLetter || character.isNumber { word.append(character) }
            previousIsLower = character.isLowercase
        }
        return word.isEmpty ? words : words + [word.lowercased()]
    }
}

extension Words {
    /// Words that say nothing about what a tool is for.
    static let common: Set<String> = [
        "a", "an", "and", "any", "are", "as", "at", "be", "by", "call", "can", "current", "do", "does", "fetch", "find",
        "for", "from", "get", "give", "given", "how", "in", "is", "it", "list", "look", "lookup", "me", "my", "name",
        "of", "on", "one", "or", "out", "please", "return", "returns", "run", "set", "show", "tell", "that", "the",
        "this", "to", "tool", "two", "up", "use", "user", "value", "what", "when", "which", "who", "with", "you",
        "your",
    ]

    /// Whether two words are the same or one begins with the other, as `forecast` and `forecasts` do.
    static func areAkin(_ left: String, _ right: String) -> Bool {
        left == right || (min(left.count, right.count) >= 4 && (left.hasPrefix(right) || right.hasPrefix(left)))
    }
}
