extension GenAI {
    static let chat = "chat"
    static let textCompletion = "text_completion"
    static let embeddings = "embeddings"

    /// The name of what a path of the gateway does.
    ///
    /// Where the conventions have none it is ours. Of other paths it is their first component alone: ids stand behind it.
    static func operation(of path: String) -> String {
        let parts = components(of: path)
        return operations[parts.joined(separator: "/")] ?? parts.first.map { groups[$0] ?? $0 } ?? "root"
    }

    /// What a path makes, in the conventions' words; nil where they have none for it.
    static func outputType(of operation: String) -> String? {
        switch operation {
        case "image_generation", "image_edit", "image_variation": "image"
        case "speech": "speech"
        default: nil
        }
    }

    /// Whether a path is that of the Responses interface, which chats as `/chat/completions` does.
    static func isResponses(_ path: String) -> Bool { components(of: path) == ["responses"] }

    /// The path's components below the interface, which a raw request may have before them.
    private static func components(of path: String) -> [String] {
        Array(path.split(separator: "/").map(String.init).drop { ["api", "openai", "v1"].contains($0) })
    }

    private static let operations = [
        "chat/completions": chat, "responses": chat, "completions": textCompletion, "embeddings": embeddings,
        "responses/input_tokens": "count_tokens", "rerank": "rerank", "images/generations": "image_generation",
        "images/edits": "image_edit", "images/variations": "image_variation", "audio/speech": "speech",
        "audio/transcriptions": "transcription", "mcp/tool/execute": "gateway_tool",
    ]

    private static let groups = ["async": "jobs"]
}
