import LLM

@testable import Bifrost

/// Drives the stream decoder as a model does, over bytes that are there already.
enum ChatStreamRun {
    /// Reads the pieces and ends the stream.
    static func result(
        of pieces: [[UInt8]],
        contentType: String? = "text/event-stream",
        connectionLost: Bool = false,
        limits: AnswerLimits = AnswerLimits(),
        detail: AnswerDetail = []
    ) -> Result<ChatResponse, LLMError> {
        var decoder = ChatStreamDecoder(
            contentType: contentType, limits: limits, detail: detail, errors: ErrorDecoder(secrets: []))
        var accumulator = ChatAccumulator()
        do throws(LLMError) {
            for piece in pieces {
                decoder.append(piece)
                while let chunk = try decoder.next() { accumulator.add(chunk) }
                if decoder.isDone { break }
            }
            try decoder.end(connectionLost: connectionLost)
            return .success(accumulator.response())
        } catch {
            var error = error
            error.partial = decoder.partial
            return .failure(error)
        }
    }

    /// The result of one event after the other, each with these data.
    static func result(of events: [String], done: Bool = true) -> Result<ChatResponse, LLMError> {
        let body = (events + (done ? ["[DONE]"] : [])).map { "data: \($0)\n\n" }.joined()
        return result(of: [Array(body.utf8)])
    }

    /// The ways to cut a body that must not make a difference.
    static func cuts(of bytes: [UInt8]) -> [[[UInt8]]] {
        let step = bytes.count > 4096 ? bytes.count / 256 : 1
        let halves = stride(from: 0, through: bytes.count, by: step).map { [Array(bytes[..<$0]), Array(bytes[$0...])] }
        let single = bytes.map { [$0] }
        let withEmpty = bytes.flatMap { [[], [$0]] } + [[]]
        return [[bytes], single, withEmpty] + halves
    }
}
