/// What a middleware holds while a call lasts: it is told once how the call ended, and when it is released untold, the
/// call was left.
///
/// It is used by one task at a time.
protocol CallHold: AnyObject, SendableMetatype {
    /// The first content of a streamed answer has come.
    func contentReceived()

    /// The call is over.
    func ended(_ end: HeldCallEnd)
}

extension CallHold {
    func contentReceived() {}
}

/// How a call ended that something was held for.
struct HeldCallEnd {
    /// What it failed with; nil when the answer is whole.
    let error: (any Error)?
    /// The token counts, as far as they came.
    let usage: Usage?
    /// How many requests were sent; nil when the model does not say.
    let requests: Int?

    init(_ response: ChatResponse) { self.init(usage: response.usage, attempts: response.metadata.attempts) }

    init(usage: Usage?, attempts: Int) {
        error = nil
        self.usage = usage
        requests = attempts > 0 ? attempts : nil
    }

    init(_ error: any Error, usage: Usage? = nil) {
        self.error = error
        let failure = error as? LLMError
        self.usage = failure?.partial?.usage ?? usage
        requests = failure.map { failure in
            failure.previousAttempts.count { $0.code != .connect } + (failure.isBeforeSending ? 0 : 1)
        }
    }
}

extension ModelMiddleware {
    /// Answers a call by calling on, with something held from before it is sent until it is over.
    ///
    /// For a stream it is taken when the first chunk is asked for: a stream that nobody iterates holds nothing. What takes
    /// hold may change the call.
    func respond<Hold: CallHold>(
        to call: ModelCall, next: @escaping Next,
        holding hold: @escaping @Sendable (inout ModelCall) async throws -> Hold
    ) async throws -> ModelAnswer {
        guard !call.isStreamed else {
            return .stream(ChatStream { HeldSource(recorder: $0, call: call, next: next, hold: hold) })
        }
        var call = call
        let held = try await hold(&call)
        do {
            let response = try await next(call).collect()
            held.ended(HeldCallEnd(response))
            return .response(response)
        } catch {
            held.ended(HeldCallEnd(error))
            throw error
        }
    }
}
