import Bifrost
import CurlTransport
import LLM

/// Makes models of different names with the same configuration and the same connections.
struct ModelShelf: Sendable {
    let config: ProviderConfig
    private let transport: CurlTransport

    init(_ settings: ModelSettings) throws {
        config = settings.config
        transport = try settings.transport()
    }

    /// The model of this name, or the configured one.
    ///
    /// A name without a provider gets that of the configured model, so that a file for a provider's own interface can
    /// be sent to a gateway.
    ///
    /// - Throws: `LLMError.Code.configuration` when neither is named.
    func model(_ name: String? = nil) throws -> BifrostModel {
        var config = config
        config.model = ModelName.qualified(name ?? config.model, like: config.model)
        guard !config.model.isEmpty else {
            throw LLMError(
                .configuration, "the model is missing: give --model, BIFROST_MODEL, or \"model\" in the line")
        }
        return try BifrostModel(config, transport: transport)
    }
}

/// Names of models with and without the provider before them.
enum ModelName {
    /// The provider before the first slash; nil without one.
    static func provider(of name: String) -> String? {
        name.firstIndex(of: "/").map { String(name[..<$0]) }
    }

    /// The name with the provider of another one, where it has none.
    static func qualified(_ name: String, like other: String) -> String {
        guard !name.isEmpty, !name.contains("/"), let provider = provider(of: other) else { return name }
        return "\(provider)/\(name)"
    }

    /// The name as the provider itself knows it.
    static func unqualified(_ name: String, of provider: String?) -> String {
        guard let provider, name.hasPrefix(provider + "/") else { return name }
        return String(name.dropFirst(provider.count + 1))
    }
}
