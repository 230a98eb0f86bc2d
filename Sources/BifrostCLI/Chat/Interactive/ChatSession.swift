import LLM

/// An interactive conversation: what is said, and what it took.
struct ChatSession: Equatable {
    /// What a stored message is marked with when its answer was stopped or cut.
    static let incompleteMark = "incomplete"

    /// The instructions, before everything else.
    ///
    /// Nil for none.
    var system: String?
    /// The turns, oldest first, without the instructions.
    private(set) var turns: [Message] = []
    private(set) var usage: Usage?
    /// Answers that came, whole or not.
    private(set) var answers = 0

    init(system: String? = nil) { self.system = system }

    /// The conversation as it is sent.
    var messages: [Message] { (system.map { [.system($0)] } ?? []) + turns }

    mutating func say(_ text: String) { turns.append(.user(text)) }

    /// Adds a whole answer.
    mutating func add(_ response: ChatResponse) {
        turns.append(response.message)
        count(response)
    }

    /// Adds an answer as far as it came, marked; without any text the question is taken back, so that it can be asked
    /// again.
    ///
    /// - Returns: Whether something was kept.
    @discardableResult
    mutating func add(incomplete response: ChatResponse?) -> Bool {
        if let response { count(response) }
        guard let response, !response.text.isEmpty else {
            if turns.last?.role == .user { turns.removeLast() }
            return false
        }
        // Calls of tools and signatures of a cut answer are cut, too.
        var message = Message.assistant(response.text)
        message.additionalFields[Self.incompleteMark] = .bool(true)
        turns.append(message)
        return true
    }

    private mutating func count(_ response: ChatResponse) {
        answers += 1
        guard let added = response.usage else { return }
        usage = usage.map { $0 + added } ?? added
    }

    /// Forgets the turns; what they took stays counted.
    mutating func clear() { turns = [] }
}

// MARK: Stored

extension ChatSession {
    /// The conversation as it is stored.
    func transcript(model: String) -> Transcript {
        Transcript(messages, usage: usage, metadata: ["model": .string(model)])
    }

    /// Goes on with a stored conversation.
    init(_ transcript: Transcript) {
        let isInstructed = transcript.messages.first?.role == .system
        system = isInstructed ? transcript.messages.first?.text : nil
        turns = Array(transcript.messages.dropFirst(isInstructed ? 1 : 0))
        usage = transcript.usage
        answers = turns.count { $0.role == .assistant }
    }
}
