internal import LLM

extension Usage {
    /// The names in a response's usage, and those that a chat has for the same.
    private static let namesInChat = [
        "input_tokens": UsageKey.input, "output_tokens": .output, "input_tokens_details": .inputDetails,
        "output_tokens_details": .outputDetails,
    ]

    /// How deep the values may be that have no name.
    private static let maximumDepth = 16

    /// Reads a response's usage by the rules of a chat's; nil when it reports nothing.
    init?(ofResponse json: JSONValue) {
        guard let members = json.objectValue else { return nil }
        let renamed = Dictionary(
            members.map { (Self.namesInChat[$0.key]?.rawValue ?? $0.key, $0.value) }, uniquingKeysWith: { $1 })
        var chunk = ChatChunk()
        var scanner = JSONScanner()
        do throws(JSONError) {
            let bytes = try JSONValue.object(renamed).serialized()
            try scanner.readUsage(
                into: &chunk, UnknownFields(areKept: true, maximumDepth: Self.maximumDepth), in: bytes.span)
        } catch {
            return nil
        }
        guard let usage = chunk.usage?.withWholeTotal else { return nil }
        self = usage
    }
}
