extension [Message] {
    /// The assistant's message with its tool calls, when nothing but results follows it.
    var callingMessage: Message? {
        guard let message = last(where: { $0.role != .tool }), !message.toolCalls.isEmpty else { return nil }
        return message
    }

    /// The calls of the last turn that have no result yet, in order.
    ///
    /// Ids may repeat within a turn, so that each result answers one call of its id, the first that is left. They are
    /// compared by their bytes.
    var unansweredCalls: [ToolCall] {
        guard let message = callingMessage else { return [] }
        var answers: [[UInt8]: Int] = [:]
        for answer in reversed().prefix(while: { $0.role == .tool }) {
            answers[Array<UInt8>((answer.toolCallID ?? "").utf8), default: 0] += 1
        }
        return message.toolCalls.filter { call in
            let left = answers[Array<UInt8>(call.id.utf8), default: 0]
            answers[Array<UInt8>(call.id.utf8)] = left - 1
            return left <= 0
        }
    }
}
