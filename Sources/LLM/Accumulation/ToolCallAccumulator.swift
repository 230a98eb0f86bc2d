/// Sorts the pieces of tool calls: servers number, name and identify their calls in many ways, or not at all.
package struct ToolCallAccumulator: Sendable {
    private struct Call {
        var index: Int?
        var id: String?
        var name = ""
        var arguments = ToolCallArguments()
        var isCustom = false
    }

    private(set) var argumentsSize = 0
    private var calls: [Call] = []
    /// The call that was seen last with an id; ids are compared by their bytes.
    private var positionsByID: [[UInt8]: Int] = [:]
    /// The call that was seen last at an index.
    private var positionsByIndex: [Int: Int] = [:]
    private var latest: Int?

    package init() {}

    var count: Int { calls.count }

    /// Adds a piece; returns the position of its call in the order of appearance.
    @discardableResult
    package mutating func add(_ piece: ToolCallDelta) -> Int {
        let id = piece.id.flatMap { $0.isEmpty ? nil : $0 }
        let name = piece.name.flatMap { $0.isEmpty ? nil : $0 }
        let position = position(id: id, name: name, index: piece.index) ?? open()
        remember(position, id: id, index: piece.index)
        if let name, !calls[position].name.utf8.elementsEqual(name.utf8) { calls[position].name += name }
        calls[position].arguments.append(piece.arguments)
        if piece.isCustom { calls[position].isCustom = true }
        argumentsSize += piece.arguments.utf8.count
        return position
    }

    /// The calls, by index where all have one of their own, else as they appeared.
    func toolCalls() -> [ToolCall] {
        guard !calls.isEmpty else { return [] }
        var ordered = calls
        let indices = calls.compactMap(\.index)
        if indices.count == calls.count, Set(indices).count == calls.count {
            ordered.sort { ($0.index ?? 0) < ($1.index ?? 0) }
        }
        var ids = ToolCallIDs(taken: Set(positionsByID.keys))
        return ordered.map { call in
            ToolCall(
                id: call.id ?? ids.next(),
                name: call.name,
                arguments: call.arguments.text,
                isComplete: call.isCustom || call.arguments.isComplete,
                isCustom: call.isCustom
            )
        }
    }

    /// The call that a piece belongs to; nil opens a new one.
    private mutating func position(id: String?, name: String?, index: Int?) -> Int? {
        let selected = index.map { positionsByIndex[$0] } ?? latest
        guard let id else { return positionWithoutID(name: name, selected: selected) }
        if let known = positionsByID[Array(id.utf8)] { return known }
        guard let selected else { return nil }
        if calls[selected].id == nil { return startsNewCall(name: name, after: selected) ? nil : selected }
        // Some servers invent an id for each piece; without a name it is no new call.
        return name == nil ? selected : nil
    }

    private mutating func positionWithoutID(name: String?, selected: Int?) -> Int? {
        guard let selected else { return name == nil ? latest : nil }
        return startsNewCall(name: name, after: selected) ? nil : selected
    }

    /// Whether a name is the start of another call: the selected one has its name and whole arguments.
    private mutating func startsNewCall(name: String?, after selected: Int) -> Bool {
        guard name != nil, !calls[selected].name.isEmpty else { return false }
        return calls[selected].arguments.isWholeValue()
    }

    private mutating func open() -> Int {
        calls.append(Call())
        return calls.count - 1
    }

    private mutating func remember(_ position: Int, id: String?, index: Int?) {
        latest = position
        if let id {
            positionsByID[Array(id.utf8)] = position
            if calls[position].id == nil { calls[position].id = id }
        }
        if let index {
            positionsByIndex[index] = position
            if calls[position].index == nil { calls[position].index = index }
        }
    }
}

/// Ids for calls that the server sent none for, different from those it sent.
private struct ToolCallIDs {
    let taken: Set<[UInt8]>
    private var number = 0

    init(taken: Set<[UInt8]>) { self.taken = taken }

    mutating func next() -> String {
        while true {
            let id = "call_\(number)"
            number += 1
            if !taken.contains(Array(id.utf8)) { return id }
        }
    }
}
