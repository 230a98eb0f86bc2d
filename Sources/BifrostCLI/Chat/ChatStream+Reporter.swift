import LLM

extension ChatStream {
    /// Reads the stream to its end, shows each chunk as it comes, and returns the whole answer.
    func collect(showing reporter: inout any AnswerReporter) async throws -> ChatResponse {
        var accumulator = ChatAccumulator()
        var hasBegun = false
        do {
            for try await chunk in self {
                // A stream that is always ahead of the terminal never waits, and so never looks.
                try Task.checkCancellation()
                hasBegun = true
                accumulator.add(chunk)
                try reporter.show(chunk)
            }
        } catch is CancellationError {
            throw Interrupted(partial: hasBegun ? response(accumulator) : nil, metadata: metadata)
        }
        return response(accumulator)
    }

    private func response(_ accumulator: ChatAccumulator) -> ChatResponse {
        var response = accumulator.response()
        response.metadata = metadata
        return response
    }
}
