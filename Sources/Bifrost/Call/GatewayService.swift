import HTTPTransport
import LLM

/// What all calls of a model share.
final class GatewayService: Sendable {
    let config: ProviderConfig
    let baseURL: BaseURL
    let answerLimits: AnswerLimits
    let transport: any HTTPTransport
    let clock: CallClock
    /// Who is told of calls other than chats; nil is nobody.
    let observer: (any GatewayObserver)?
    /// The same without an observer; nil when there is none.
    private let unobserved: GatewayService?
    /// With the model's own options; those of a call go before them.
    private let settings: CallSettings

    /// Takes a configuration and options that were checked.
    init(
        config: ProviderConfig, gateway: GatewayOptions, baseURL: BaseURL, answerLimits: AnswerLimits,
        transport: any HTTPTransport, clock: CallClock
    ) {
        self.config = config
        self.baseURL = baseURL
        self.answerLimits = answerLimits
        self.transport = transport
        self.clock = clock
        observer = nil
        unobserved = nil
        settings = CallSettings(config, gateway)
    }

    private init(_ service: GatewayService, observer: any GatewayObserver) {
        config = service.config
        baseURL = service.baseURL
        answerLimits = service.answerLimits
        transport = service.transport
        clock = service.clock
        settings = service.settings
        self.observer = observer
        unobserved = service
    }

    /// The same with another observer; nil is none.
    func observed(by observer: (any GatewayObserver)?) -> GatewayService {
        let plain = unobserved ?? self
        return observer.map { GatewayService(plain, observer: $0) } ?? plain
    }

    /// The model's own options.
    var gateway: GatewayOptions { settings.gateway }

    /// The settings that hold for a call with these options of its own; nil are none.
    func settings(_ gateway: GatewayOptions?) throws(LLMError) -> CallSettings {
        guard let gateway, gateway != GatewayOptions() else { return settings }
        let merged = gateway.or(settings.gateway)
        try merged.validate()
        return CallSettings(config, merged)
    }

    /// Makes a call, of which the observer is told; nothing is sent before it is asked for its answer.
    func call(_ request: EndpointRequest) throws(LLMError) -> GatewayCall {
        let report = observer.map { observer in { @Sendable in observer.begin(EndpointCall(request)) } }
        return try call(request, try settings(request.gateway), report: report)
    }

    /// Makes a call with these settings.
    func call(
        _ request: EndpointRequest, _ settings: CallSettings, report: GatewayCall.Report? = nil
    ) throws(LLMError) -> GatewayCall {
        let limits = try CallLimits(call: request.limits, config: config, streamed: request.streamed)
            .ending(at: CallDeadline.current, now: clock.now())
        return GatewayCall(
            service: self,
            request: HTTPRequest(
                method: request.method, url: baseURL.url(request), fields: settings.fields(of: request),
                body: request.body?.content),
            limits: limits,
            repetition: request.repetition,
            answerLimits: request.carriesMedia ? answerLimits.ofMedia : answerLimits,
            errors: settings.errors(of: request),
            report: report
        )
    }
}
