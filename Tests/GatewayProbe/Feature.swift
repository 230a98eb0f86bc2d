import Bifrost

/// Something that a gateway may offer, and how to see whether it does.
struct Feature: Sendable {
    /// The endpoint, as the table of gateways names it.
    let endpoint: String
    let name: String
    /// Uses the feature, and throws unless the answer has it.
    let check: @Sendable (Subject) async throws -> Void

    static let all =
        chat + chatFailures + models + responses + texts + sounds + images + files + management
}

/// The gateway that is looked at.
struct Subject: Sendable {
    /// What is asked unless a feature is about another kind of model.
    let model: BifrostModel
    let config: ProviderConfig

    /// The name of one of OpenAI's models, written as the configured model's name is.
    func name(_ model: String) -> String {
        let parts = config.model.split(separator: "/")
        return parts.count == 2 && parts[0] == "openai" ? "openai/\(model)" : model
    }

    /// A model of another name behind the same gateway.
    func model(_ name: String) throws -> BifrostModel {
        var config = config
        config.model = name
        return try BifrostModel(config)
    }
}

/// An answer without what the feature is about.
struct Lack: Error, CustomStringConvertible {
    let description: String
}

func expect(_ isMet: Bool, _ what: @autoclosure () -> String) throws {
    if !isMet { throw Lack(description: what()) }
}
