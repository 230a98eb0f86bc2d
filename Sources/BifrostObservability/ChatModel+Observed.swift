public import Bifrost
public import LLM

extension ChatModel {
    /// Tells tracing, metrics and logging of this model's calls.
    ///
    /// - Parameter telemetry: What is told; everything but contents by default.
    /// - Returns: The new model; `bindTools` keeps the telemetry.
    public func observed(_ telemetry: Telemetry = Telemetry()) -> MiddlewareModel { with(telemetry) }
}

extension BifrostModel {
    /// Tells tracing, metrics and logging of this model's calls, with the gateway's address.
    ///
    /// - Parameter telemetry: What is told; everything but contents by default.
    /// - Returns: The new model; `bindTools` keeps the telemetry.
    public func observed(_ telemetry: Telemetry = Telemetry()) -> MiddlewareModel {
        var telemetry = telemetry
        telemetry.server = telemetry.server ?? Telemetry.Server(address: server.host, port: server.port)
        return with(telemetry)
    }
}
