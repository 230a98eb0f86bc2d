/// What is to be told about a streamed answer without keeping what it says.
struct StreamTally: Sendable {
    private(set) var chunkCount = 0
    private(set) var id: String?
    private(set) var model: String?
    private(set) var provider: String?
    private(set) var usage: Usage?
    /// One entry for each choice that appeared; nearly always one.
    private var choices: [(index: Int, reason: FinishReason?)] = []

    /// Whether every choice that appeared has a finish reason, and one did.
    var isComplete: Bool { !choices.isEmpty && choices.allSatisfy { $0.reason != nil } }

    /// Why the choices ended, by their index.
    var finishReasons: [FinishReason] { choices.sorted { $0.index < $1.index }.compactMap(\.reason) }

    mutating func add(_ chunk: ChatChunk) {
        chunkCount += 1
        id = id ?? chunk.id
        model = model ?? chunk.model
        provider = provider ?? chunk.provider
        if chunk.hasUsage, let counts = chunk.usage { usage = usage?.largest(with: counts) ?? counts }
        for delta in chunk.choices { note(delta.finishReason, of: delta.index) }
    }

    private mutating func note(_ reason: FinishReason?, of index: Int) {
        let reason = reason.flatMap { $0.rawValue.isEmpty ? nil : $0 }
        guard let position = choices.firstIndex(where: { $0.index == index }) else {
            choices.append((index, reason))
            return
        }
        if let reason { choices[position].reason = reason }
    }
}
