/// One choice of a streamed answer, as far as it came.
struct ChoiceAccumulator: Sendable {
    let index: Int
    private(set) var receivedContent = false

    private var role: Role?
    private var text = ""
    private var reasoning = ""
    private var refusal = ""
    private var signature: String?
    private var details = ReasoningDetailsAccumulator()
    private var toolCalls = ToolCallAccumulator()
    private var finishReason: FinishReason?

    init(index: Int) { self.index = index }

    var isFinished: Bool { finishReason != nil }

    var toolCallCount: Int { toolCalls.count }

    var contentSize: Int { text.utf8.count + reasoning.utf8.count + refusal.utf8.count + toolCalls.argumentsSize }

    mutating func add(_ delta: ChoiceDelta) {
        if let reason = delta.finishReason, !reason.rawValue.isEmpty { finishReason = reason }
        // A whole message after its own deltas says the same again.
        guard !delta.isWholeMessage || !receivedContent else { return }
        receivedContent = receivedContent || delta.hasContent
        if role == nil, let new = delta.role, !new.rawValue.isEmpty { role = new }
        text += delta.text
        if let piece = delta.reasoning { reasoning += piece }
        if let piece = delta.refusal { refusal += piece }
        if let new = delta.reasoningSignature, !new.isEmpty { signature = new }
        if !delta.reasoningDetails.isEmpty { details.add(delta.reasoningDetails, areWhole: delta.isWholeMessage) }
        for piece in delta.toolCalls { toolCalls.add(piece) }
    }

    func choice() -> Choice {
        let message = Message(
            role: role ?? .assistant,
            content: text.isEmpty ? [] : [.text(text)],
            toolCalls: toolCalls.toolCalls(),
            refusal: refusal.isEmpty ? nil : refusal,
            reasoning: reasoning.isEmpty ? nil : reasoning,
            reasoningSignature: signature,
            reasoningDetails: details.values()
        )
        return Choice(index: index, message: message, finishReason: finishReason)
    }
}
