import Bifrost
import LLM

/// What is known of a call before it is made.
struct CallFacts: Sendable {
    let operation: String
    /// The model that is asked for; nil for a call that is none's.
    let model: String?
    let provider: String
    let server: Telemetry.Server?
    let isStreamed: Bool
    /// The method of a request; nil for chats.
    let method: String?

    init(_ call: ModelCall, server: Telemetry.Server?) {
        self.init(GenAI.chat, model: call.modelID, server, isStreamed: call.isStreamed)
    }

    /// - Parameters:
    ///   - call: The call.
    ///   - model: The model that its request names.
    ///   - server: Where it goes.
    init(_ call: EndpointCall, model: String?, server: Telemetry.Server?) {
        self.init(
            GenAI.operation(of: call.path), model: model, server, isStreamed: call.isStreamed, method: call.method)
    }

    private init(
        _ operation: String, model: String?, _ server: Telemetry.Server?, isStreamed: Bool, method: String? = nil
    ) {
        self.operation = operation
        self.model = model
        // The gateway's names of models begin with their provider's: openai/gpt-4o.
        let prefix = model.flatMap { model in model.firstIndex(of: "/").map { String(model[..<$0]) } }
        provider = prefix.map(GenAI.provider) ?? "bifrost"
        self.server = server
        self.isStreamed = isStreamed
        self.method = method
    }

    /// The name of the call's span.
    var spanName: String {
        if let model { return "\(operation) \(model)" }
        return method.map { "\($0) \(operation)" } ?? operation
    }

    /// Whether the pieces of a stream are a model's words, rather than a file's bytes.
    var hasOutputChunks: Bool { operation == GenAI.chat || operation == GenAI.textCompletion }

    /// What the conventions want with each metric, besides the operation's own.
    func dimensions(_ record: ModelCallRecord) -> [(String, String)] {
        var dimensions = dimensions(provider: record.provider)
        if let model = record.responseModel { dimensions.append((GenAI.responseModel, model)) }
        return dimensions
    }

    /// What is known while the answer is still coming.
    func dimensions(provider answering: String? = nil) -> [(String, String)] {
        [(GenAI.operationName, operation), (GenAI.providerName, answering.map(GenAI.provider) ?? provider)]
            + (model.map { [(GenAI.requestModel, $0)] } ?? []) + serverDimensions
    }

    var serverDimensions: [(String, String)] {
        guard let server else { return [] }
        return [(GenAI.serverAddress, server.address)] + (server.port.map { [(GenAI.serverPort, "\($0)")] } ?? [])
    }
}

extension ModelCallRecord {
    /// The error's class; a call that nobody waited for ends in `cancelled`.
    var errorClass: String? { outcome == .cancelled ? ErrorClass.cancelled : errorType }
}
