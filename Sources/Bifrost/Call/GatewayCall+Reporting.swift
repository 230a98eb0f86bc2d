import LLM

extension GatewayCall {
    /// Sends a call that is not streamed, reads its whole answer and tells of both.
    ///
    /// Not inlined: what an asynchronous function touches stays in its task's memory.
    @inline(never)
    func reportedAnswer<Value>(_ read: (WholeAnswer) throws(LLMError) -> Value) async throws -> Value {
        guard let report = report?() else { return try await unreportedAnswer(read) }
        do {
            return try await report.run {
                var metadata = ResponseMetadata()
                let value = try await unreportedAnswer { (answer) throws(LLMError) in
                    metadata = answer.metadata
                    return try read(answer)
                }
                report.end(.completed, metadata: metadata) { (value as? any ReportedAnswer)?.report(in: &$0) }
                return value
            }
        } catch {
            report.failed(error)
            throw error
        }
    }
}
