import Bifrost
import LLM

extension ChatResponse {
    /// A response in the form in which a chat's answer is shown.
    init(_ response: Response) {
        let text = response.outputText
        let summary = response.reasoningSummaries.joined(separator: "\n\n")
        let message = Message(
            role: .assistant, content: text.isEmpty ? [] : [.text(text)], toolCalls: response.toolCalls,
            refusal: response.refusal, reasoning: summary.isEmpty ? nil : summary)
        let reasons = ["max_output_tokens": FinishReason.length, "content_filter": .contentFilter]
        let reason = response.incompleteReason.flatMap { reasons[$0] }
        self.init(
            choices: [Choice(index: 0, message: message, finishReason: reason)], id: response.id, model: response.model,
            usage: response.usage, metadata: response.metadata)
    }
}
