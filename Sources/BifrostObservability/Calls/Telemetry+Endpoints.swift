import Bifrost
import LLM

extension Telemetry {
    /// What a gateway's model tells of its calls.
    var observer: any GatewayObserver { EndpointObserver(telemetry: self) }
}

private struct EndpointObserver: GatewayObserver {
    let telemetry: Telemetry

    var chats: any ModelMiddleware { telemetry }

    func begin(_ call: EndpointCall) -> ReportedCall? {
        let backEnds = telemetry.backEnds
        guard backEnds.any else { return nil }
        let start = telemetry.clock.now()
        let fields = call.fields(EndpointCall.told)
        let facts = CallFacts(call, model: fields["model"]?.stringValue, server: telemetry.server)
        let observed = ObservedCall(facts, backEnds) { $0.describe(call, facts.operation, fields) }
        return ReportedCall(
            modelID: facts.model ?? "", isStreamed: call.isStreamed, observed, start: start, clock: telemetry.clock)
    }
}
