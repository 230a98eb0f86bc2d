internal import LLM

extension BifrostModel {
    /// Writes a chat as a line of a batch's file, as OpenAI's interface takes it.
    ///
    /// The model goes without the provider before it, since the file is read by the provider itself. What only the
    /// gateway understands, such as `GenerateOptions.gateway`, has no place in it.
    ///
    /// - Parameters:
    ///   - customID: The name by which the answer is found again; providers take letters, digits, `-` and `_`, 64 at most.
    ///   - messages: The conversation, oldest message first.
    ///   - options: Settings of the request.
    /// - Returns: The line, its end included.
    /// - Throws: `LLMError.Code.configuration` for what cannot be sent.
    public func batchLine(
        customID: String, _ messages: [Message], options: GenerateOptions = GenerateOptions()
    ) throws(LLMError) -> [UInt8] {
        var options = options
        options.gateway = GatewayOptions()
        let body = try ChatRequestEncoder.encode(
            model: modelOfProvider, messages: messages, tools: tools, options: options, stream: false,
            flavour: .native)
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("custom_id", customID)
        writer.member("method", "POST")
        writer.member("url", "/v1/chat/completions")
        let head = writer.bytes
        // What was written is JSON already; it is put in as it is.
        return head + Array(#","body":"#.utf8) + body + Array("}\n".utf8)
    }

    private var modelOfProvider: String {
        let halves = modelID.split(separator: "/", maxSplits: 1)
        return halves.count == 2 ? String(halves[1]) : modelID
    }
}
