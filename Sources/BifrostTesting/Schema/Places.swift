/// Names of places in a prompt: what stands after a preposition.
enum Places {
    static let words: Set<String> = [
        "city", "cities", "location", "place", "town", "country", "region", "destination", "origin", "address",
    ]

    /// All places in order; `Paris and London` are two.
    ///
    /// - Parameters:
    ///   - prompt: The text to look through.
    ///   - name: The property; an origin stands after *from* and a destination after *to*.
    /// - Returns: The names as the prompt spells them.
    static func all(in prompt: String, by name: String = "") -> [String] {
        let capitalized =
            /\b(in|at|for|near|to|from|of)\s+(\p{Lu}[\p{L}'-]*(?:(?:,?\s+(?:and|or)|,)?\s+\p{Lu}[\p{L}'-]*)*)/
        var found = prompt.matches(of: capitalized).map { (preposition: $0.1, place: $0.2) }
        if found.isEmpty {
            found = prompt.matches(of: /\b(in|at|near)\s+(\p{L}{3,})/).map { (preposition: $0.1, place: $0.2) }
        }
        let words = Words.split(name)
        let wanted: Substring? = words.contains("destination") ? "to" : words.contains("origin") ? "from" : nil
        let matching = found.filter { $0.preposition == wanted ?? $0.preposition }
        return (matching.isEmpty ? found : matching).flatMap { parts(of: $0.place) }
    }

    private static func parts(of places: Substring) -> [String] {
        places.split(separator: /,?\s+(?:and|or)\s+|,\s+/).map(String.init)
    }
}
