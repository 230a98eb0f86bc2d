/// The endpoints for sound and images: any model of a known provider speaks, listens and draws.
struct MediaEndpoint: Sendable {
    let configuration: EmbeddedGateway.Configuration
    let request: RecordedRequest
    let flavour: Flavour

    init(router: Router, flavour: Flavour) {
        configuration = router.configuration
        request = router.request
        self.flavour = flavour
    }

    /// Nil for what is no endpoint for sound or images.
    func script(_ endpoint: Substring, _ reply: Reply?) -> Script? {
        guard request.method == "POST" else { return nil }
        let (kind, isForm): (String, Bool)
        switch endpoint {
        case "audio/speech": (kind, isForm) = ("speech", false)
        case "audio/transcriptions": (kind, isForm) = ("transcription", true)
        case "images/generations": (kind, isForm) = ("image_generation", false)
        case "images/edits": (kind, isForm) = ("image_edit", true)
        case "images/variations": (kind, isForm) = ("image_variation", true)
        default: return nil
        }
        do throws(GatewayFailure) {
            let media = try MediaRequest(
                request, kind: kind, isForm: isForm, flavour: flavour,
                providers: Providers.known(with: configuration.models))
            return try answer(media, reply)
        } catch {
            return (reply?.failure ?? error).script(flavour, nil)
        }
    }

    private func answer(_ media: MediaRequest, _ reply: Reply?) throws(GatewayFailure) -> Script {
        let context = media.context(configuration.release)
        let fault = reply?.fault ?? Fault(rawValue: media.model)
        if let failure = reply?.failure ?? fault?.failure { return failure.script(flavour, context) }
        let answer = try built(media)
        var script = fault.map { MediaFault(fault: $0, answer: answer, context: context).script } ?? answer.script
        script.headers += media.headers(configuration.release)
        return script
    }

    private func built(_ media: MediaRequest) throws(GatewayFailure) -> MediaAnswer {
        let pace = Pace(headDelay: configuration.headDelay, tokenInterval: configuration.tokenInterval)
        let extra = { @Sendable [configuration] (chunk: Int) in media.extraFields(configuration.release, chunk: chunk) }
        return switch media.kind {
        case "speech": try SpeechRendering(request: media, pace: pace, extraFields: extra).answer
        case "transcription": try TranscriptionRendering(request: media, pace: pace, extraFields: extra).answer
        default: try ImageRendering(request: media, pace: pace, extraFields: extra).answer
        }
    }
}

extension Reply {
    fileprivate var failure: GatewayFailure? {
        switch content {
        case .failure(let failure): failure
        case .fault(let fault): fault.failure
        case .answer, .script: nil
        }
    }

    fileprivate var fault: Fault? {
        if case .fault(let fault) = content { fault } else { nil }
    }
}
