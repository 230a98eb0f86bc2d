public import LLM

extension ChatStream {
    /// Writes the answer of any model, middleware included, as the event stream of OpenAI's chat completions.
    ///
    /// What the model calls by several names has OpenAI's; tool calls are numbered; the usage comes once, at the end,
    /// before `[DONE]`. After a failure there is the usage as far as it is known, the error object, and no `[DONE]`.
    ///
    /// - Parameter options: Heartbeats, the clock, and whether usage is sent.
    /// - Returns: The events' bytes, a sequence that can be iterated once. Nothing is sent before that.
    public func relay(options: RelayOptions = RelayOptions()) -> EventRelay {
        EventRelay(options: options, metadata: { metadata }) { buffer in
            var encoder = ChunkEncoder()
            do {
                for try await chunk in self {
                    let event = try encoder.event(chunk)
                    if !event.isEmpty { try await buffer.put(event) }
                }
            } catch let error as LLMError {
                if options.sendsUsage, let usage = try encoder.usageEvent() { try await buffer.put(usage) }
                throw error
            }
            let usage = options.sendsUsage ? try encoder.usageEvent() : nil
            try await buffer.put((usage ?? []) + Array("data: [DONE]\n\n".utf8))
        }
    }
}
