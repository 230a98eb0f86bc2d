import LLM

/// What is known of a call before it is made.
struct CallFacts: Sendable {
    /// The only operation that goes through `ChatModel`.
    static let operation = "chat"

    let model: String
    let provider: String
    let server: Telemetry.Server?
    let isStreamed: Bool

    init(_ call: ModelCall, server: Telemetry.Server?) {
        model = call.modelID
        // The gateway's names of models begin with their provider's: openai/gpt-4o.
        let prefix = call.modelID.firstIndex(of: "/").map { String(call.modelID[..<$0]) }
        provider = prefix.map(GenAI.provider) ?? "bifrost"
        self.server = server
        isStreamed = call.isStreamed
    }

    /// What the conventions want with each metric, besides the operation's own.
    func dimensions(_ record: ModelCallRecord) -> [(String, String)] {
        var dimensions = dimensions(provider: record.provider)
        if let model = record.responseModel { dimensions.append((GenAI.responseModel, model)) }
        return dimensions
    }

    /// What is known while the answer is still coming.
    func dimensions(provider answering: String? = nil) -> [(String, String)] {
        [
            (GenAI.operationName, Self.operation),
            (GenAI.providerName, answering.map(GenAI.provider) ?? provider),
            (GenAI.requestModel, model),
        ] + serverDimensions
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
