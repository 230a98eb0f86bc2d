import LLM

/// One JSON object per line; see the help of `bifrost chat`.
struct JSONReporter: AnswerReporter {
    private let output = OutputFile.standardOutput

    func show(_ chunk: ChatChunk) throws { try output.write(JSONOutput.chunk(chunk).line) }

    func finish(_ response: ChatResponse) throws { try output.write(JSONOutput.message(response).line) }

    func fail(_ failure: CallFailure) {
        switch failure {
        case .failed(let error):
            output.writeIfPossible(JSONOutput.error(error).line)
        case .interrupted(let partial, let metadata):
            output.writeIfPossible(JSONOutput.interrupted(partial: partial, metadata: metadata).line)
        case .outputClosed:
            break
        }
    }
}
