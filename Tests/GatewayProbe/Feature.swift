import Bifrost

/// Something that a gateway may offer, and how to see whether it does.
struct Feature: Sendable {
    /// The endpoint, as the table of gateways names it.
    let endpoint: String
    let name: String
    /// Uses the feature, and throws unless the answer has it.
    let check: @Sendable (Subject) async throws -> Void

    static let all = chat + chatFailures
}

/// The gateway that is looked at.
struct Subject: Sendable {
    /// What is asked unless a feature is about another kind of model.
    let model: BifrostModel
    let config: ProviderConfig

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
