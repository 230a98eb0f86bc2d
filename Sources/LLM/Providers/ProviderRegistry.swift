/// Names of providers and what makes their models; a value, so that there is no hidden global state.
public struct ProviderRegistry: Sendable {
    /// Makes a model from a configuration.
    public typealias Factory = @Sendable (ProviderConfig) throws -> any ChatModel

    private var factories: [String: Factory]

    /// Makes a registry.
    ///
    /// - Parameter factories: The providers known from the start, by name.
    public init(_ factories: [String: Factory] = [:]) { self.factories = factories }

    /// The known names, sorted.
    public var names: [String] { factories.keys.sorted() }

    /// Adds a provider.
    ///
    /// - Parameters:
    ///   - name: The provider's name.
    ///   - factory: Makes a model from a configuration.
    /// - Throws: ``LLMError/Code/configuration`` when the name is taken.
    public mutating func register(_ name: String, _ factory: @escaping Factory) throws {
        guard factories[name] == nil else {
            throw LLMError(.configuration, "a provider named \"\(name)\" is registered already")
        }
        factories[name] = factory
    }

    /// Makes a model by provider name.
    ///
    /// - Parameters:
    ///   - name: The provider's name.
    ///   - config: What the provider needs.
    /// - Returns: The model.
    /// - Throws: ``LLMError/Code/configuration`` for an unknown name, with the known ones in the message, and what
    ///   the provider throws.
    public func model(_ name: String, _ config: ProviderConfig) throws -> any ChatModel {
        guard let factory = factories[name] else {
            let known = names.isEmpty ? "none" : names.joined(separator: ", ")
            throw LLMError(.configuration, "unknown provider \"\(name)\"; known: \(known)")
        }
        return try factory(config)
    }
}
