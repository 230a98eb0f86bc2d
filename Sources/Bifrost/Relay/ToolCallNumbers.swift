internal import LLM

/// Numbers the tool calls of a choice, for clients that put pieces together by number alone.
struct ToolCallNumbers {
    private struct Call {
        let number: Int
        var hasID = false
        var name: String?
        var isCustom = false
    }

    private var pieces = ToolCallAccumulator()
    private var calls: [Call] = []

    init() {}

    /// The piece with the number of its call; its id and name only where they are new.
    mutating func numbered(_ piece: ToolCallDelta) -> ToolCallDelta {
        let position = pieces.add(piece)
        if position == calls.count { calls.append(Call(number: number(preferring: piece.index))) }
        var call = calls[position]
        var piece = piece
        piece.index = call.number
        if call.hasID || piece.id?.isEmpty == true { piece.id = nil }
        if piece.name == call.name || piece.name?.isEmpty == true { piece.name = nil }
        call.hasID = call.hasID || piece.id != nil
        call.name = piece.name.map { (call.name ?? "") + $0 } ?? call.name
        call.isCustom = call.isCustom || piece.isCustom
        piece.isCustom = call.isCustom
        calls[position] = call
        return piece
    }

    private func number(preferring index: Int?) -> Int {
        let taken = Set(calls.map(\.number))
        if let index, !taken.contains(index) { return index }
        return (taken.max() ?? -1) + 1
    }
}
