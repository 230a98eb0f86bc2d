/// The messages of a conversation in the groups in which they are left out, oldest first.
///
/// Before the user's last message a group is an exchange: what the user said and all that followed. After it, where a
/// model calls one tool after the other, a group is one round. An assistant's turn and the results of its tool calls
/// are always in one group, and instructions are in none.
struct ContextGroups {
    /// The positions of each group's messages.
    private(set) var groups: [[Int]] = []
    /// The groups that hold the user's last message and the newest message.
    private(set) var required: Set<Int> = []

    private var groupsByCall: [String: Int] = [:]

    init(_ messages: [Message]) {
        let lastQuestion = messages.lastIndex { $0.role == .user }
        var newest: Int?
        for (position, message) in messages.enumerated() where !message.isInstruction {
            let group = group(of: message, isAfterLastQuestion: position > lastQuestion ?? -1)
            groups[group].append(position)
            for call in message.toolCalls { groupsByCall[call.id] = group }
            if position == lastQuestion { required.insert(group) }
            newest = group
        }
        if let newest { required.insert(newest) }
    }

    private mutating func group(of message: Message, isAfterLastQuestion: Bool) -> Int {
        if let id = message.toolCallID, let group = groupsByCall[id] { return group }
        let continues = message.role == .tool || message.role != .user && !isAfterLastQuestion
        if !continues || groups.isEmpty { groups.append([]) }
        return groups.count - 1
    }
}

extension Message {
    /// Whether it holds for the whole conversation.
    fileprivate var isInstruction: Bool { role == .system || role == .developer }
}
