/// The built-in model's small talk.
enum Conversation {
    static let capitals: [(country: String, capital: String)] = [
        ("France", "Paris"), ("Germany", "Berlin"), ("Italy", "Rome"), ("Spain", "Madrid"), ("Portugal", "Lisbon"),
        ("Austria", "Vienna"), ("Poland", "Warsaw"), ("Norway", "Oslo"), ("Sweden", "Stockholm"),
        ("Denmark", "Copenhagen"), ("Finland", "Helsinki"), ("Iceland", "Reykjavik"), ("Ireland", "Dublin"),
        ("Greece", "Athens"), ("Japan", "Tokyo"), ("China", "Beijing"), ("India", "New Delhi"), ("Egypt", "Cairo"),
        ("Kenya", "Nairobi"), ("Canada", "Ottawa"), ("Brazil", "Brasília"), ("Australia", "Canberra"),
    ]

    /// The country whose capital the prompt asks for.
    static func country(in prompt: String) -> (country: String, capital: String)? {
        let words = Words.split(prompt)
        guard words.contains("capital") else { return nil }
        return capitals.first { words.contains($0.country.lowercased()) }
    }

    static func reply(to prompt: String) -> String {
        let words = Words.split(prompt)
        if let (country, capital) = country(in: prompt) { return "The capital of \(country) is \(capital)." }
        if let sum = Arithmetic.answer(to: prompt) { return sum }
        if let greeting = words.first, ["hello", "hi", "hey"].contains(greeting) {
            return "Hello! How can I help you today?"
        }
        if words.isEmpty { return "I am here. What would you like to know?" }
        return "You said: “\(prompt)” This is the embedded gateway's built-in model; it streams, calls tools and "
            + "writes JSON, but it knows little of the world."
    }
}
