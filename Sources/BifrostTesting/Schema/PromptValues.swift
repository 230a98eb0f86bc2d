/// Values that a prompt holds for the properties of a schema.
struct PromptValues {
    private let prompt: String
    private let words: [String]
    /// What the model itself knows about the question, by property name.
    private let facts: [String: String]
    /// Numbers and quotations go to the properties in the order in which both appear.
    private var numbers: [Double]
    private var quotations: [String]
    /// In place of what the prompt says about places: one of several that it names.
    private let place: String?

    init(_ prompt: String, answer: String = "", place: String? = nil) {
        self.prompt = prompt
        self.place = place
        words = Words.split(prompt)
        numbers = prompt.matches(of: /-?\d+(?:\.\d+)?/).compactMap { Double($0.0) }
        quotations = prompt.matches(of: /["“]([^"“”]+)["”]|(?:^|\s)'([^']+)'/).compactMap {
            ($0.1 ?? $0.2).map(String.init)
        }
        var facts: [String: String] = [:]
        if let (country, capital) = Conversation.country(in: prompt) {
            facts = ["country": country, "capital": capital, "city": capital]
        }
        if !answer.isEmpty { for name in ["answer", "response", "text", "reply"] { facts[name] = answer } }
        self.facts = facts
    }

    /// A case that the prompt names, else the first that is not null.
    func choice(of cases: [JSONValue], _ variant: Int) -> JSONValue {
        if variant == 0, let named = cases.first(where: isNamed) { return named }
        let choices = cases.filter { $0 != .null }
        return choices.isEmpty ? .null : choices[variant % choices.count]
    }

    private func isNamed(_ value: JSONValue) -> Bool {
        let parts = Words.split(value.string ?? "")
        return !parts.isEmpty && parts.allSatisfy(words.contains)
    }

    /// Whether the prompt says something about a property that may be left out.
    func mentions(_ name: String, _ schema: SchemaView) -> Bool {
        if let cases = schema["enum"]?.array { return cases.contains(where: isNamed) }
        if Self.isPlace(name, schema) { return !Places.all(in: prompt).isEmpty }
        return assigned(name) != nil
    }

    mutating func number(for name: String, fitting range: NumberRange) -> JSONValue? {
        if let value = assigned(name).flatMap({ Double($0) }), range.contains(value) { return range.json(value) }
        guard let position = numbers.firstIndex(where: range.contains) else { return nil }
        return range.json(numbers.remove(at: position))
    }

    func formatted(_ format: String, _ variant: Int) -> String? {
        let found: Substring? =
            switch format {
            case "email": prompt.firstMatch(of: /[\w.+-]+@[\w-]+\.[\w.]+/)?.0
            case "uri", "url": prompt.firstMatch(of: /https?:\/\/[^\s"]+/)?.0
            case "date": prompt.firstMatch(of: /\d{4}-\d{2}-\d{2}/)?.0
            default: nil
            }
        return variant == 0 ? found.map(String.init) ?? SampleText.forFormat(format) : SampleText.forFormat(format)
    }

    mutating func text(for name: String, _ schema: SchemaView, isFirst: Bool) -> String? {
        guard isFirst else { return nil }
        if let assigned = assigned(name) { return assigned }
        if let fact = Words.split(name).compactMap({ facts[$0] }).first { return fact }
        if Self.isPlace(name, schema), let place = place ?? Places.all(in: prompt, by: name).first { return place }
        if !quotations.isEmpty { return quotations.removeFirst() }
        if let person = person(name) { return person }
        return expression(name) ?? (Self.takesPrompt(name) && !prompt.isEmpty ? prompt : nil)
    }

    /// The word after `name is`, `name:` or `name =`.
    private func assigned(_ name: String) -> String? {
        guard name.count > 1 else { return nil }
        let mark = Words.split(name).joined(separator: " ")
        let match = prompt.lowercased().firstRange(of: mark)
        guard let end = match?.upperBound, prompt.lowercased().count == prompt.count else { return nil }
        let rest = prompt.dropFirst(prompt.lowercased().distance(from: prompt.lowercased().startIndex, to: end))
        return rest.prefixMatch(of: /\s*(?:=|:|\sis\s)\s*["“]?([^\s,;"”]*[^\s,.;!?"”])/).map { String($0.1) }
    }

    private func person(_ name: String) -> String? {
        guard !["name", "person", "recipient", "user", "attendee"].filter(Words.split(name).contains).isEmpty else {
            return nil
        }
        let match = prompt.firstMatch(
            of: /\b(?:named|called|to|for|with|am|is)\s+(\p{Lu}[\p{L}'-]*(?:\s\p{Lu}[\p{L}'-]*)*)/)
        return match.map { String($0.1) }
    }

    private func expression(_ name: String) -> String? {
        guard Words.split(name).contains(where: ["expression", "formula", "equation"].contains) else { return nil }
        return prompt.firstMatch(of: /[\d(][\d\s.()]*(?:[-+*\/^×][\d\s.()]+)+/).map { match in
            String(match.0.reversed().drop { $0 == " " || $0 == "." }.reversed())
        }
    }

    private static func takesPrompt(_ name: String) -> Bool {
        let takers = ["query", "question", "prompt", "input", "text", "message", "content", "search", "topic", "q"]
        return Words.split(name).contains(where: takers.contains)
    }

    static func isPlace(_ name: String, _ schema: SchemaView) -> Bool {
        let words = Words.split(name) + Words.split(schema["description"]?.string ?? "").prefix(4)
        return words.contains(where: Places.words.contains)
    }
}
