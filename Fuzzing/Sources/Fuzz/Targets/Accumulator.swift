@testable import LLM

extension FuzzTarget {
    /// The accumulator: any deltas in any order, whole and split, added as they are and without what they repeat.
    static let accumulator = FuzzTarget(name: "accumulator", seeds: { _ in deltaSeeds }) { input in
        var reader = InputReader(input)
        var deltas: [ChoiceDelta] = []
        while !reader.isEmpty { deltas.append(reader.delta()) }
        let whole = accumulated(deltas)
        let response = whole.response()
        response.check()
        expectEqual(response, accumulated(deltas.flatMap(\.split)).response(), "whole and split")
        checkSizes(whole, deltas)
        checkEffective(deltas, response)
    }

    /// Runs of bytes of which the reader makes something: every kind of delta, and calls with names and arguments.
    private static var deltaSeeds: [[UInt8]] {
        (0..<16).map { (seed: UInt8) in
            var generator = InputGenerator([seed])
            return (0..<200).map { _ in UInt8.random(in: 0...63, using: &generator) }
        }
    }

    private static func accumulated(_ deltas: [ChoiceDelta]) -> ChatAccumulator {
        var accumulator = ChatAccumulator()
        for delta in deltas { accumulator.add(ChatChunk(choices: [delta])) }
        return accumulator
    }

    /// What is kept is no more than what came, and is what the limits are told.
    private static func checkSizes(_ accumulator: ChatAccumulator, _ deltas: [ChoiceDelta]) {
        let kept = accumulator.response().choices.reduce(0) { $0 + $1.message.size }
        expectEqual(accumulator.contentSize, kept, "the size that is told and that of the content")
        expect(kept <= deltas.reduce(0) { $0 + $1.size }, "more content than came")
        expect(accumulator.choiceCount <= deltas.count, "more choices than deltas")
        expect(accumulator.toolCallCount <= deltas.reduce(0) { $0 + $1.toolCalls.count }, "more calls than pieces")
    }

    private static func checkEffective(_ deltas: [ChoiceDelta], _ response: ChatResponse) {
        var accumulator = ChatAccumulator()
        for delta in deltas { accumulator.add(ChatChunk(choices: [accumulator.effective(delta)])) }
        expectEqual(response, accumulator.response(), "with and without what is repeated")
    }
}

extension InputReader {
    fileprivate mutating func delta() -> ChoiceDelta {
        var delta = ChoiceDelta(index: element(of: [0, 0, 0, 1, -1, 4_294_967_295]))
        delta.isWholeMessage = number(below: 8) == 7
        switch number(below: 8) {
        case 0: delta.text = text()
        case 1: delta.reasoning = text()
        case 2: delta.refusal = text()
        case 3: delta.finishReason = FinishReason(rawValue: element(of: ["stop", "", "length"]))
        case 4: delta.role = Role(rawValue: element(of: ["assistant", "", "user"]))
        case 5: delta.stopSequence = text()
        default: delta.toolCalls = (0...number(below: 3)).map { _ in call() }
        }
        return delta
    }

    private mutating func call() -> ToolCallDelta {
        ToolCallDelta(
            index: element(of: [nil, 0, 1, 2, -1, 4_294_967_295]),
            id: element(of: [nil, nil, "", "a", "b", "call_0", "e\u{301}", "\u{E9}"]),
            name: element(of: [nil, nil, "", "f", "g", "fg"]),
            arguments: element(of: ["", "{}", "{", "}", "\"", "\\", "{\"a\":", "1", "[", "]", " ", "null", text()]),
            isCustom: number(below: 16) == 15
        )
    }
}

extension ChoiceDelta {
    /// The same in two deltas.
    ///
    /// What names a call comes first, what ends a choice last. A whole message stays whole.
    fileprivate var split: [ChoiceDelta] {
        guard !isWholeMessage else { return [self] }
        var (first, second) = (self, ChoiceDelta(index: index))
        (first.text, second.text) = text.halves
        if let reasoning {
            let halves = reasoning.halves
            (first.reasoning, second.reasoning) = (halves.0, halves.1)
        }
        if let refusal {
            let halves = refusal.halves
            (first.refusal, second.refusal) = (halves.0, halves.1)
        }
        (first.finishReason, second.finishReason) = (nil, finishReason)
        guard !toolCalls.isEmpty else { return [first, second] }
        return toolCalls.flatMap { call in
            var (begun, ended) = (call, ToolCallDelta(index: call.index))
            (begun.arguments, ended.arguments) = call.arguments.halves
            return [ChoiceDelta(index: index, toolCalls: [begun]), ChoiceDelta(index: index, toolCalls: [ended])]
        }
    }

    fileprivate var size: Int {
        text.utf8.count + (reasoning?.utf8.count ?? 0) + (refusal?.utf8.count ?? 0)
            + toolCalls.reduce(0) { $0 + $1.arguments.utf8.count }
    }
}

extension Message {
    fileprivate var size: Int {
        text.utf8.count + (reasoning?.utf8.count ?? 0) + (refusal?.utf8.count ?? 0)
            + toolCalls.reduce(0) { $0 + $1.arguments.utf8.count }
    }
}

extension String {
    /// Cut between two scalars, not always between two characters.
    fileprivate var halves: (String, String) {
        let scalars = unicodeScalars
        let middle = scalars.index(scalars.startIndex, offsetBy: scalars.count / 2)
        return (String(scalars[..<middle]), String(scalars[middle...]))
    }
}
