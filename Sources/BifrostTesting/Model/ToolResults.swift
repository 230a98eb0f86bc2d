/// The tool results with which a conversation ends, and what to say about them.
struct ToolResults: Sendable {
    private let results: [(name: String, text: String)]

    init(_ request: ChatRequest) {
        var names: [String: String] = [:]
        for message in request.body["messages"]?.array ?? [] {
            for call in message["tool_calls"]?.array ?? [] {
                guard let id = call["id"]?.string else { continue }
                names[id] = call["function"]?["name"]?.string
            }
        }
        results = request.messages.reversed().prefix { $0.role == "tool" }.reversed().map { message in
            (names[message.toolCallID ?? ""] ?? "the tool", message.text)
        }
    }

    var isEmpty: Bool { results.isEmpty }

    var summary: String {
        results.map { "According to \($0.name): \(Self.describe($0.text))." }.joined(separator: " ")
    }

    /// A flat JSON object in words; anything else as it is.
    private static func describe(_ text: String) -> String {
        guard let object = (try? JSONParser.parse(text))?.object else {
            return text.hasSuffix(".") ? String(text.dropLast()) : text
        }
        return object.members.map { member in
            "\(Words.split(member.key).joined(separator: " ")) \(member.value.string ?? member.value.encoded)"
        }.joined(separator: ", ")
    }
}
