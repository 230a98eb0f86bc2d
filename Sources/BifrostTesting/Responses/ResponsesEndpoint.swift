/// `responses` and `responses/input_tokens`: the scripted reply or the built-in model, fallbacks.
struct ResponsesEndpoint: Sendable {
    private let chats: ChatEndpoint
    private let router: Router
    private let flavour: Flavour

    init(router: Router, flavour: Flavour) {
        self.router = router
        self.flavour = flavour
        chats = ChatEndpoint(router: router, flavour: flavour)
    }

    /// Nil for what is another endpoint.
    func script(_ endpoint: Substring, _ reply: Reply?) -> Script? {
        let isCount = endpoint == "responses/input_tokens"
        guard router.request.method == "POST", isCount || endpoint == "responses" else { return nil }
        let kind = isCount ? "count_tokens" : "responses"
        do throws(GatewayFailure) {
            let request = try ResponsesRequest(
                router.request, kind: kind, flavour: flavour, providers: chats.providers, history: router.history())
            if let reply { return scripted(reply, request, isCount) }
            return modelled(request, isCount)
        } catch {
            if let refusal = reply?.refusal { return refusal.script(flavour, nil) }
            guard case .fault(let fault) = reply?.content else { return error.script(flavour, nil) }
            let greeting = ResponsesRequest(greetingInPlaceOf: router.request, kind: kind, flavour: flavour)
            let rendering = rendering(greeting, greeting.chat, chats.trail(of: greeting.chat))
            return ResponsesFault(fault: fault, rendering: rendering).script
        }
    }

    private func scripted(_ reply: Reply, _ request: ResponsesRequest, _ isCount: Bool) -> Script {
        let trail = chats.trail(of: request.chat)
        switch reply.content {
        case .script(let script): return script
        case .answer(let answer): return answered(request, request.chat, trail, answer, isCount)
        case .failure(let failure): return chats.failed(failure, request.chat)
        case .fault(let fault):
            if let failure = fault.failure { return chats.failed(failure, request.chat) }
            return ResponsesFault(fault: fault, rendering: rendering(request, request.chat, trail)).script
        }
    }

    /// The first candidate that does not fail before its first token answers; if all fail, the first failure counts.
    private func modelled(_ request: ResponsesRequest, _ isCount: Bool) -> Script {
        let candidates = [request.chat] + request.chat.fallbacks(providers: chats.providers)
        for (index, candidate) in candidates.enumerated() where chats.failure(of: candidate) == nil {
            var trail = chats.trail(of: request.chat)
            trail.index = index
            guard let fault = Fault(rawValue: candidate.model), !isCount else {
                return answered(request, candidate, trail, nil, isCount)
            }
            let rendering = rendering(request, candidate, trail)
            return chats.routed(ResponsesFault(fault: fault, rendering: rendering).script, candidate, trail)
        }
        return chats.failed(chats.failure(of: request.chat) ?? .modelNotFound(request.chat.model), request.chat)
    }

    private func answered(
        _ request: ResponsesRequest, _ candidate: ChatRequest, _ trail: Trail, _ answer: Answer?, _ isCount: Bool
    ) -> Script {
        let rendering = rendering(request, candidate, trail, answer)
        return chats.routed(isCount ? count(rendering) : rendering.script, candidate, trail)
    }

    private func rendering(
        _ request: ResponsesRequest, _ candidate: ChatRequest, _ trail: Trail, _ answer: Answer? = nil
    ) -> ResponsesRendering {
        let serial = router.request.index
        let answer = answer ?? BuiltInModel(request: candidate, serial: serial).answer
        let configuration = router.configuration
        return ResponsesRendering(
            request: request, answered: candidate, completion: Completion(answer, for: candidate), trail: trail,
            serial: serial, pace: Pace(headDelay: configuration.headDelay, tokenInterval: configuration.tokenInterval))
    }

    private func count(_ rendering: ResponsesRendering) -> Script {
        let tokens = rendering.completion.promptTokens
        return .json([
            "object": "response.input_tokens", "model": .string(rendering.answered.model),
            "input_tokens": .integer(tokens), "tokens": .null, "total_tokens": .integer(tokens),
            "extra_fields": rendering.trail.extraFields(
                rendering.answered, latency: .zero, chunk: 0, raw: .null, isLast: true),
        ])
    }
}

extension Reply {
    /// The error that the reply is, whatever was asked for.
    var refusal: GatewayFailure? {
        switch content {
        case .failure(let failure): failure
        case .fault(let fault): fault.failure
        case .answer, .script: nil
        }
    }
}
