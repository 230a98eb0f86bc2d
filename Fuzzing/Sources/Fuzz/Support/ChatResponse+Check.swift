import LLM

extension ChatResponse {
    /// What holds of every answer, whatever was sent: its choices are in order, its calls have ids of their own, and a
    /// complete call's arguments are nothing or a JSON object.
    func check() {
        let indices = choices.map(\.index)
        expect(indices == Set(indices).sorted(), "choices \(indices)")
        for choice in choices {
            let calls = choice.message.toolCalls
            let ids = calls.map { Array($0.id.utf8) }
            expect(!ids.contains([]) && Set(ids).count == ids.count, "ids of calls: \(calls.map(\.id))")
            for call in calls where call.isComplete && !call.isCustom { call.checkArguments() }
        }
    }
}

extension ToolCall {
    fileprivate func checkArguments() {
        let bytes = Array(arguments.utf8)
        if bytes.allSatisfy({ " \t\r\n".utf8.contains($0) }) { return }
        let json = JSONOpinion(bytes)
        expect(json.value?.objectValue != nil || json.isPermittedToDiffer, "complete, but no object: \(arguments)")
    }
}
