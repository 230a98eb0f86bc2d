/// A model that needs no weights: the same request always gets the same answer.
struct BuiltInModel: Sendable {
    let request: ChatRequest
    let serial: Int

    var answer: Answer {
        Answer(text: Conversation.reply(to: request.prompt))
    }
}
