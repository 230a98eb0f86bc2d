import LLM

/// One answer while it is given, step by step; the same for `generate` and `stream`.
struct Playback: Sendable {
    private let reply: ScriptedReply
    private let number: Int
    private let isStreamed: Bool
    private let modelID: String
    private let clock: CallClock
    private var accumulator = ChatAccumulator()
    private var received = false
    private var position = 0

    init(_ reply: ScriptedReply, number: Int, isStreamed: Bool, modelID: String, clock: CallClock) {
        self.reply = reply
        self.number = number
        self.isStreamed = isStreamed
        self.modelID = modelID
        self.clock = clock
    }

    /// The whole answer.
    var wholeResponse: ChatResponse { reply.wholeResponse ?? response }

    /// The answer as far as it came.
    private var response: ChatResponse {
        var response = accumulator.response()
        response.metadata = reply.metadata
        return response
    }

    mutating func next() async throws -> ChatChunk? {
        do {
            while position < reply.steps.count {
                try Task.checkCancellation()
                position += 1
                switch reply.steps[position - 1] {
                case .chunk(let chunk): return add(chunk)
                case .delay(let duration): try await clock.sleep(duration)
                case .wait(let condition): try await condition()
                case .failure(let error): throw error
                }
            }
            guard accumulator.isComplete else {
                throw LLMError(.truncated, "the scripted answer ended without a finish reason")
            }
            return nil
        } catch let error as LLMError {
            throw failed(error)
        }
    }

    private mutating func add(_ chunk: ChatChunk) -> ChatChunk {
        var chunk = chunk
        if reply.isIdentified {
            chunk.id = chunk.id ?? "scripted-\(number)"
            chunk.model = chunk.model ?? modelID
        }
        received = true
        accumulator.add(chunk)
        return chunk
    }

    /// Of an answer that does not come as a stream nothing is received before all of it is.
    private func failed(_ error: LLMError) -> LLMError {
        guard isStreamed, received, error.partial == nil else { return error }
        var error = error
        error.partial = response
        error.metadata = error.metadata ?? reply.metadata
        error.requestID = error.requestID ?? reply.metadata.requestID
        return error
    }
}
