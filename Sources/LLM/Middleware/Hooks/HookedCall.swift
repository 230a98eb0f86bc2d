/// One call with its hooks, of which exactly one tells its end.
final class HookedCall: Sendable {
    let call: ModelCall
    let hooks: ModelHooks
    private let end: CallEnd

    init(_ call: ModelCall, _ hooks: ModelHooks) {
        self.call = call
        self.hooks = hooks
        end = CallEnd { hooks.cancelled?(call) }
    }

    /// Whether a stream's answer has to be put together.
    var needsResponse: Bool { hooks.after != nil || hooks.toolCall != nil }

    /// Calls on; the hooks of a stream are called while it is iterated.
    func answer(_ next: ModelMiddleware.Next) async throws -> ModelAnswer {
        do {
            let answer = try await next(call)
            if call.isStreamed { return .stream(watched(try answer.stream())) }
            let response = try await answer.collect()
            await reasoned(response.reasoning)
            await succeeded(response)
            return .response(response)
        } catch {
            throw await failed(error)
        }
    }

    private func watched(_ stream: ChatStream) -> ChatStream {
        stream.watched { [recorder = stream.recorder] in HookedStream(self, recorder) }
    }

    func reasoned(_ text: String?) async {
        if let hook = hooks.reasoning, let text, !text.isEmpty { await hook(call, text) }
    }

    /// The answer is whole; nil where no hook asks what it is.
    func succeeded(_ response: ChatResponse?) async {
        guard end.take(), let response else { return }
        if let hook = hooks.toolCall {
            for toolCall in response.choices.flatMap(\.executableCalls) { await hook(call, toolCall) }
        }
        await hooks.after?(call, response)
    }

    func failed(_ error: any Error) async -> any Error {
        guard !(error is CancellationError) else {
            end.leave()
            return error
        }
        guard end.take(), let hook = hooks.error else { return error }
        do {
            try await hook(call, error)
            return error
        } catch let replacement {
            return replacement
        }
    }

    func left() { end.leave() }
}

extension Choice {
    /// Calls that may be executed: none of a choice that was cut or withheld, whatever its arguments look like.
    fileprivate var executableCalls: [ToolCall] {
        switch finishReason {
        case nil, .length, .contentFilter: []
        default: message.toolCalls.filter(\.isComplete)
        }
    }
}
