/// `chat/completions`: validation, the scripted reply or the built-in model, fallbacks.
struct ChatEndpoint: Sendable {
    let configuration: EmbeddedGateway.Configuration
    let request: RecordedRequest
    let flavour: Flavour
    private let cache: CacheRecord?

    init(router: Router, flavour: Flavour) {
        configuration = router.configuration
        request = router.request
        self.flavour = flavour
        cache = CacheRecord(router.request, history: router.history)
    }

    var providers: Set<String> { Providers.known(with: configuration.models) }

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
        case .answer(let answer): routed(rendering(chat, trail(of: chat), answer))
        case .failure(let failure): failed(failure, chat)
        case .fault(let fault): fault.failure.map { failed($0, chat) } ?? faulty(fault, chat)
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
            var trail = trail(of: chat)
            trail.index = index
            let rendering = rendering(candidate, trail)
            return routed(rendering, fault.map { faulty($0, candidate) })
        }
        let failure = failure(of: chat) ?? .modelNotFound(chat.model)
        return failed(failure, chat)
    }

    /// Why a candidate fails before its first token; nil when it does not.
    func failure(of candidate: ChatRequest) -> GatewayFailure? {
        if let fault = Fault(rawValue: candidate.model) { return fault.failure }
        guard configuration.models.contains("\(candidate.provider)/\(candidate.model)") else {
            return .modelNotFound(candidate.model)
        }
        return candidate.providerComplaint
    }

    func trail(of chat: ChatRequest) -> Trail {
        var trail = Trail(of: chat)
        trail.release = configuration.release
        trail.cache = cache?.debug
        trail.returnsRawRequest = request.values(of: "x-bf-send-back-raw-request").contains("true")
        trail.returnsRawResponse = request.values(of: "x-bf-send-back-raw-response").contains("true")
        return trail
    }

    private func rendering(
        _ chat: ChatRequest, _ trail: Trail, _ answer: Answer? = nil, pace: Pace? = nil
    ) -> ChatRendering {
        let answer = answer ?? BuiltInModel(request: chat, serial: request.index).answer
        let configured = Pace(headDelay: configuration.headDelay, tokenInterval: configuration.tokenInterval)
        // What is cached comes at once.
        let pace = cache?.entry == nil ? pace ?? configured : Pace(headDelay: .zero, tokenInterval: .zero)
        return ChatRendering(
            request: chat, completion: Completion(answer, for: chat), trail: trail, serial: request.index, pace: pace)
    }

    private func faulty(_ fault: Fault, _ chat: ChatRequest) -> Script {
        let trail = trail(of: chat)
        switch fault {
        case .slow:
            return rendering(chat, trail, pace: Pace(headDelay: .seconds(2), tokenInterval: .milliseconds(500))).script
        case .splitUTF8:
            let answer = Answer(text: "Grüße aus Köln 🌍 — 你好")
            return FaultScript(fault: fault, rendering: rendering(chat, trail, answer)).script
        default: return FaultScript(fault: fault, rendering: rendering(chat, trail)).script
        }
    }

    /// The answer to a request that a provider, or the gateway in its place, refuses.
    func failed(_ failure: GatewayFailure, _ chat: ChatRequest) -> Script {
        var script = failure.script(flavour, chat.context(configuration.release))
        if configuration.sendsRateLimits {
            let used = failure.status == 429 ? nil : request.index + 1
            script.headers += RateLimitHeaders.fields(of: chat.provider, used: used)
        }
        return script
    }

    private func routed(_ rendering: ChatRendering, _ script: Script? = nil) -> Script {
        routed(script ?? rendering.script, rendering.request, rendering.trail)
    }

    /// Adds the header fields that say who answered, and how much more may be asked for.
    func routed(_ script: Script, _ answered: ChatRequest, _ trail: Trail) -> Script {
        var script = script
        script.headers += trail.headers(answered)
        if configuration.sendsRateLimits {
            script.headers += RateLimitHeaders.fields(of: answered.provider, used: request.index + 1)
        }
        return script
    }
}
