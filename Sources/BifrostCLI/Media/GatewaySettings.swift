import BifrostTesting

extension ModelSettings {
    /// Starts the embedded gateway and says so, if nobody said where a gateway is.
    ///
    /// - Parameter model: What the embedded gateway is asked for when nobody says otherwise.
    /// - Throws: The system's error when the address cannot be bound.
    mutating func startGatewayIfNeeded(model: String = embeddedModel) async throws {
        guard !hasBaseURL else { return }
        let gateway = try await EmbeddedGateway.start()
        useEmbeddedGateway(at: gateway.baseURL, model: model)
        OutputFile.standardError.writeIfPossible(
            "bifrost: no --base-url and no BIFROST_BASE_URL; asking the embedded gateway at \(gateway.baseURL)\n")
    }
}
