private import Synchronization

/// A streamed call whose answer becomes a value.
final class StructuredCall<Value: Decodable & Sendable>: Sendable {
    private let made: Result<(plan: AnswerPlan<Value>, stream: ChatStream), LLMError>
    private let answer = Mutex<ChatResponse?>(nil)

    init(
        _ model: some ChatModel, _ messages: [Message], _ options: GenerateOptions, _ structured: StructuredOptions
    ) {
        made = Result { () throws(LLMError) in
            let plan = try AnswerPlan<Value>(structured)
            let conversation = try plan.conversation(for: messages)
            return (plan, plan.model(for: model).stream(conversation, options: plan.options(for: options)))
        }
    }

    var metadata: ResponseMetadata { (try? made.get().stream.metadata) ?? ResponseMetadata() }

    /// The answer, when the stream has ended.
    var response: ChatResponse? { answer.withLock { $0 } }

    func begin() throws(LLMError) -> (plan: AnswerPlan<Value>, iterator: ChatStream.Iterator) {
        let (plan, stream) = try made.get()
        return (plan, stream.makeAsyncIterator())
    }

    func failure(_ problem: AnswerProblem, _ response: ChatResponse) -> StructuredOutputError {
        StructuredOutputError(problem, text: (try? made.get())?.plan.text(of: response) ?? "", responses: [response])
    }

    func ended(with response: ChatResponse) { answer.withLock { $0 = response } }
}
