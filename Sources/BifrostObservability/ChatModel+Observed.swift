public import Bifrost
public import LLM

extension ChatModel {
    /// Tells tracing, metrics and logging of this model's chats.
    ///
    /// A `BifrostModel` that is observed already is not told of twice.
    ///
    /// - Parameter telemetry: What is told; everything but contents by default.
    /// - Returns: The new model; `bindTools` keeps the telemetry.
    public func observed(_ telemetry: Telemetry = Telemetry()) -> MiddlewareModel {
        guard let model = self as? BifrostModel else { return with(telemetry) }
        return model.observed(by: nil).with(telemetry.to(model))
    }
}

extension BifrostModel {
    /// Tells tracing, metrics and logging of all calls of this model: chats, embeddings, images, files and so on.
    ///
    /// Each attempt carries the span's context. Calls that are refused before anything is sent are not told of, chats
    /// excepted. A telemetry that this model has already is replaced.
    ///
    /// - Parameter telemetry: What is told; everything but contents by default. The server is the gateway unless it
    ///   names another one.
    /// - Returns: The new model; `bindTools` keeps the telemetry.
    public func observed(_ telemetry: Telemetry = Telemetry()) -> BifrostModel {
        observed(by: telemetry.to(self).observer)
    }
}

extension Telemetry {
    /// With the address of a model's gateway, unless there is one.
    fileprivate func to(_ model: BifrostModel) -> Telemetry {
        var telemetry = self
        telemetry.server = server ?? Server(address: model.server.host, port: model.server.port)
        return telemetry
    }
}
