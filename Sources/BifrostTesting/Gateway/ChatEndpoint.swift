/// `chat/completions`: validation, the scripted reply or the built-in model, fallbacks.
struct ChatEndpoint: Sendable {
    let configuration: EmbeddedGateway.Configuration
    let request: RecordedRequest
    let flavour: Flavour

    init(router: Router, flavour: Flavour) {
        configuration = router.configuration
        request = router.request
        self.flavour = flavour
    }

    private var providers: Set<String> { Providers.known(with: configuration.models) }

    func script(_ reply: Reply?) -> Script {
        do throws(GatewayFailure) {
            let chat = try ChatRequest(request.body, flavour: flavour, providers: providers)
            if let reply { return scripted(reply, chat) }
            return modelled(chat)
        } catch {
            return spoiled(reply) ?? error.script(flavour, nil)
        }
    }

    private func scripted(_ reply: Reply, _ chat: ChatRequest) -> Script {
        switch reply.content {
        case .script(let script): script
        case .answer(let answer): routed(rendering(chat, answer).script, from: chat, to: chat, index: 0)
        case .failure(let failure): failure.script(flavour, chat.context)
        case .fault(let fault): fault.failure?.script(flavour, chat.context) ?? faulty(fault, chat)
        }
    }

    /// A failure or a fault for a request that is not a chat; the answer that the fault spoils is a greeting.
    private func spoiled(_ reply: Reply?) -> Script? {
        switch reply?.content {
        case .failure(let failure): failure.script(flavour, nil)
        case .fault(let fault): fault.failure?.script(flavour, nil) ?? faulty(fault, greeting)
        case .script, .answer, nil: nil
        }
    }

    private var greeting: ChatRequest {
        let body: JSONValue = [
            "messages": [["role": "user", "content": "Hello"]],
            "stream": (try? JSONParser.parse(request.body))?["stream"],
        ]
        return ChatRequest(body, flavour: flavour, provider: "openai", model: "gpt-4o-mini")
    }

    /// The first candidate that does not fail before its first token answers; if all fail, the first failure counts.
    private func modelled(_ chat: ChatRequest) -> Script {
        let candidates = [chat] + chat.fallbacks(providers: providers)
        for (index, candidate) in candidates.enumerated() where failure(of: candidate) == nil {
            let fault = Fault(rawValue: candidate.model)
            let script = fault.map { faulty($0, candidate) } ?? rendering(candidate).script
            return routed(script, from: chat, to: candidate, index: index)
        }
        let failure = failure(of: chat) ?? .modelNotFound(chat.model)
        return failure.script(flavour, chat.context)
    }

    private func failure(of candidate: ChatRequest) -> GatewayFailure? {
        if let fault = Fault(rawValue: candidate.model) { return fault.failure }
        guard configuration.models.contains("\(candidate.provider)/\(candidate.model)") else {
            return .modelNotFound(candidate.model)
        }
        return candidate.providerComplaint
    }

    private func rendering(_ chat: ChatRequest, _ answer: Answer? = nil, pace: Pace? = nil) -> ChatRendering {
        let answer = answer ?? BuiltInModel(request: chat, serial: request.index).answer
        let configured = Pace(headDelay: configuration.headDelay, tokenInterval: configuration.tokenInterval)
        return ChatRendering(
            request: chat, completion: Completion(answer, for: chat), serial: request.index, pace: pace ?? configured)
    }

    private func faulty(_ fault: Fault, _ chat: ChatRequest) -> Script {
        switch fault {
        case .slow:
            rendering(chat, pace: Pace(headDelay: .seconds(2), tokenInterval: .milliseconds(500))).script
        case .splitUTF8:
            FaultScript(fault: fault, rendering: rendering(chat, Answer(text: "Grüße aus Köln 🌍 — 你好"))).script
        default: FaultScript(fault: fault, rendering: rendering(chat)).script
        }
    }

    /// Adds the header fields that say who answered.
    private func routed(_ script: Script, from chat: ChatRequest, to answered: ChatRequest, index: Int) -> Script {
        var script = script
        script.headers += [
            ("x-bifrost-provider", answered.provider), ("x-bifrost-original-model", chat.model),
            ("x-bifrost-resolved-model", answered.model), ("x-bifrost-request-type", answered.requestType),
        ]
        if index > 0 { script.headers.append(("x-bifrost-fallback-index", "\(index)")) }
        return script
    }
}
