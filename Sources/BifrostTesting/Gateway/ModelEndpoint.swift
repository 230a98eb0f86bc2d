/// Endpoints other than chat whose JSON body names a model: validation, the scripted reply or the built-in answer,
/// faults.
struct ModelEndpoint: Sendable {
    /// Makes an endpoint's built-in answer, or one that says the given text.
    typealias Answer = @Sendable (ModelRequest, _ text: String?) throws(GatewayFailure) -> Script

    let configuration: EmbeddedGateway.Configuration
    let request: RecordedRequest
    let flavour: Flavour

    init(router: Router, flavour: Flavour) {
        configuration = router.configuration
        request = router.request
        self.flavour = flavour
    }

    /// The answer; nil when there is no such endpoint.
    func script(_ endpoint: Substring, _ reply: Reply?) -> Script? {
        switch (request.method, endpoint, flavour) {
        case ("POST", "embeddings", _): script("embedding", reply, EmbeddingsAnswer.script)
        case ("POST", "completions", _): script("text_completion", reply, CompletionsAnswer.script)
        case ("POST", "rerank", .native): script("rerank", reply, RerankAnswer.script)
        default: nil
        }
    }

    private func script(_ requestType: String, _ reply: Reply?, _ answer: Answer) -> Script {
        do throws(GatewayFailure) {
            let request = try modelRequest(requestType)
            do throws(GatewayFailure) {
                return try script(request, reply, answer)
            } catch {
                return error.script(flavour, request.context)
            }
        } catch {
            return error.script(flavour, nil)
        }
    }

    private func modelRequest(_ requestType: String) throws(GatewayFailure) -> ModelRequest {
        let body = try ChatRequest.parse(request.body, flavour)
        let (provider, model) = try ChatRequest.split(
            body["model"]?.string ?? "", flavour, Providers.known(with: configuration.models))
        let isStream = body["stream"]?.bool ?? false
        return ModelRequest(
            body: body, flavour: flavour, provider: provider, model: model, serial: request.index,
            requestType: isStream ? requestType + "_stream" : requestType, release: configuration.release)
    }

    private func script(
        _ request: ModelRequest, _ reply: Reply?, _ answer: Answer
    ) throws(GatewayFailure) -> Script {
        var text: String?
        var fault = reply == nil ? Fault(rawValue: request.model) : nil
        switch reply?.content {
        case .script(let script): return script
        case .failure(let failure): throw failure
        case .fault(let scripted): fault = scripted
        case .answer(let scripted): text = scripted.text
        case nil: break
        }
        if let failure = fault?.failure { throw failure }
        guard reply != nil || fault != nil || configuration.models.contains("\(request.provider)/\(request.model)")
        else { throw .modelNotFound(request.model) }
        var script = try answer(request, text)
        script.headers += request.headers
        return fault.map { SpoiledAnswer(fault: $0, answer: script, context: request.context).script } ?? script
    }
}
