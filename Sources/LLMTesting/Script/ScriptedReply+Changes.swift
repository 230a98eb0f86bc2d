public import LLM

extension ScriptedReply {
    /// The same after a wait before the first chunk.
    ///
    /// - Parameter duration: How long.
    /// - Returns: The answer.
    public func delayed(by duration: Duration) -> ScriptedReply {
        var reply = self
        reply.steps.insert(.delay(duration), at: 0)
        return reply
    }

    /// The same with a wait before every chunk but the first.
    ///
    /// - Parameter duration: How long.
    /// - Returns: The answer.
    public func paced(by duration: Duration) -> ScriptedReply {
        var reply = self
        reply.steps = []
        var chunks = 0
        for step in steps {
            if case .chunk = step {
                if chunks > 0 { reply.steps.append(.delay(duration)) }
                chunks += 1
            }
            reply.steps.append(step)
        }
        return reply
    }

    /// The same with a wait for something that the test decides, so that it needs no clock.
    ///
    /// - Parameters:
    ///   - count: How many chunks come before the wait; zero waits before the first.
    ///   - condition: Returns when the answer may go on. What it throws fails the call; it must end when its task is
    ///     cancelled.
    /// - Returns: The answer.
    public func waiting(
        afterChunks count: Int, for condition: @escaping @Sendable () async throws -> Void
    ) -> ScriptedReply {
        var reply = self
        reply.steps.insert(.wait(condition), at: end(ofChunks: count))
        return reply
    }

    /// The same up to a failure.
    ///
    /// - Parameters:
    ///   - count: How many chunks come before it; zero fails before the first.
    ///   - error: The error; it gets what was said until then as its `partial`, unless it has one.
    /// - Returns: The answer.
    public func failing(afterChunks count: Int, with error: LLMError) -> ScriptedReply {
        var reply = self
        reply.steps = steps[..<end(ofChunks: count)] + [.failure(error)]
        return reply
    }

    /// The same up to where the connection is lost: `LLMError.Code.truncated`.
    ///
    /// - Parameter count: How many chunks come before it.
    /// - Returns: The answer.
    public func cut(afterChunks count: Int) -> ScriptedReply {
        failing(
            afterChunks: count, with: LLMError(.truncated, "the connection was lost before the answer was complete"))
    }

    /// The same with other metadata.
    ///
    /// - Parameter metadata: Status, headers and what else is known about the call.
    /// - Returns: The answer.
    public func with(_ metadata: ResponseMetadata) -> ScriptedReply {
        var reply = self
        reply.metadata = metadata
        reply.wholeResponse?.metadata = metadata
        return reply
    }

    /// The position behind so many chunks, or the end when there are fewer.
    private func end(ofChunks count: Int) -> Int {
        guard count > 0 else { return steps.firstIndex(where: \.isChunk) ?? steps.endIndex }
        let positions = steps.indices.filter { steps[$0].isChunk }
        return count <= positions.count ? positions[count - 1] + 1 : steps.endIndex
    }
}

extension ScriptedReply.Step {
    fileprivate var isChunk: Bool {
        if case .chunk = self { true } else { false }
    }
}
