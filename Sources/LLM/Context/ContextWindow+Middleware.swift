extension ContextWindow: ModelMiddleware {
    /// Fits the conversation of a call and calls on.
    ///
    /// It counts the tools that were bound after the window was put before the model; those bound below it are not
    /// known here and need room outside the budget.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - next: The rest of the chain.
    /// - Returns: The answer.
    /// - Throws: ``LLMError/Code/configuration`` when it does not fit, with the ``ContextWindowError`` as its cause; and
    ///   what the rest of the chain throws.
    public func respond(to call: ModelCall, next: Next) async throws -> ModelAnswer {
        var call = call
        do throws(ContextWindowError) {
            call.messages = try fit(call.messages, tools: call.tools ?? [])
        } catch {
            throw LLMError(.configuration, "the conversation does not fit: \(error)", cause: error)
        }
        return try await next(call)
    }
}
