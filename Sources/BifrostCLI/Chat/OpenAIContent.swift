import LLM

/// A message's content in OpenAI's request JSON: a text, or a list of parts.
struct OpenAIContent: Decodable {
    let parts: [ContentPart]

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            parts = [.text(text)]
        } else {
            parts = try container.decode([OpenAIPart].self).map(\.part)
        }
    }
}
