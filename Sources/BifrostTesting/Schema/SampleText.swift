/// Texts for properties of which the prompt says nothing.
enum SampleText {
    private static let byWord: [(word: String, text: String)] = [
        ("email", "ada@example.com"), ("first", "Ada"), ("last", "Lovelace"), ("phone", "+44 20 7946 0000"),
        ("url", "https://example.com/"), ("link", "https://example.com/"), ("city", "Paris"), ("location", "Paris"),
        ("country", "France"), ("capital", "Paris"), ("language", "English"), ("currency", "EUR"),
        ("unit", "celsius"), ("color", "blue"), ("colour", "blue"), ("date", "2026-01-15"), ("time", "09:30"),
        ("id", "item-1"), ("title", "An example"), ("name", "Ada Lovelace"), ("street", "1 Example Street"),
        ("description", "A short description."), ("summary", "A short summary."), ("step", "Think it through."),
    ]

    private static let byFormat = [
        "date": "2026-01-15", "date-time": "2026-01-15T09:30:00Z", "time": "09:30:00Z", "duration": "PT1H",
        "email": "ada@example.com", "idn-email": "ada@example.com", "uri": "https://example.com/",
        "url": "https://example.com/", "uri-reference": "/example", "hostname": "example.com", "ipv4": "192.0.2.1",
        "ipv6": "2001:db8::1", "uuid": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
    ]

    static func forProperty(_ name: String) -> String {
        let words = Words.split(name)
        return byWord.first { words.contains($0.word) }?.text ?? "example"
    }

    static func forFormat(_ format: String) -> String? { byFormat[format] }
}
