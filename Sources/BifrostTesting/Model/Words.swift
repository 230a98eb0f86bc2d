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
