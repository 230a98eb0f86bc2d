/// One choice of a streamed answer, as far as it came.
struct ChoiceAccumulator: Sendable {
    let index: Int
    private(set) var receivedContent = false

    private var role: Role?
    private var text = GrowingText()
    private var reasoning = GrowingText()
    private var refusal = GrowingText()
    private var details = ReasoningDetailsAccumulator()
    private var toolCalls = ToolCallAccumulator()
    private var finishReason: FinishReason?
    private var rare = RareChoiceFields()
    private var rareSize = 0

    init(index: Int) { self.index = index }

    var isFinished: Bool { finishReason != nil }

    var toolCallCount: Int { toolCalls.count }

    var contentSize: Int {
        text.count + reasoning.count + refusal.count + toolCalls.argumentsSize + rareSize
    }

    /// Adds a delta that is a text and nothing else.
    mutating func add(_ piece: String) {
        guard !piece.isEmpty else { return }
        receivedContent = true
        text += piece
    }

    mutating func add(_ delta: ChoiceDelta) {
        if let reason = delta.finishReason, !reason.rawValue.isEmpty { finishReason = reason }
        if !delta.rare.isEmpty, let stop = delta.stopSequence, !stop.isEmpty { rare.stopSequence = stop }
        // A whole message after its own deltas says the same again.
        guard !delta.isWholeMessage || !receivedContent else { return }
        receivedContent = receivedContent || delta.hasContent
        if role == nil, let new = delta.role, !new.rawValue.isEmpty { role = new }
        text += delta.text
        if let piece = delta.reasoning { reasoning += piece }
        if let piece = delta.refusal { refusal += piece }
        if !delta.reasoningDetails.isEmpty { details.add(delta.reasoningDetails, areWhole: delta.isWholeMessage) }
        for piece in delta.toolCalls { toolCalls.add(piece) }
        if !delta.rare.isEmpty, let fields = delta.rare.fields { add(fields) }
    }

    private mutating func add(_ fields: RareChoiceFields) {
        if let signature = fields.reasoningSignature, !signature.isEmpty { rare.reasoningSignature = signature }
        if let piece = fields.audio { rare.audio == nil ? rare.audio = piece : rare.audio?.append(piece) }
        if let piece = fields.logprobs { rare.logprobs == nil ? rare.logprobs = piece : rare.logprobs?.append(piece) }
        rare.annotations += fields.annotations
        rare.additionalFields.merge(fields.additionalFields) { $1 }
        rare.messageFields.merge(fields.messageFields) { $1 }
        rareSize += fields.footprint
    }

    func choice() -> Choice {
        let message = Message(
            role: role ?? .assistant,
            content: text.isEmpty ? [] : [.text(text.string)],
            toolCalls: toolCalls.toolCalls(),
            refusal: refusal.isEmpty ? nil : refusal.string,
            reasoning: reasoning.isEmpty ? nil : reasoning.string,
            reasoningSignature: rare.reasoningSignature,
            reasoningDetails: details.values(),
            audio: rare.audio,
            annotations: rare.annotations,
            additionalFields: rare.messageFields
        )
        return Choice(
            index: index,
            message: message,
            finishReason: finishReason,
            stopSequence: rare.stopSequence,
            logprobs: rare.logprobs,
            additionalFields: rare.additionalFields
        )
    }
}
