import Bifrost
import LLM

/// What the gateway says of itself.
extension Examination {
    /// Pages of models that are read until the one that is looked for is found.
    private static let maximumPages = 20

    mutating func examineModels(_ model: BifrostModel) async throws {
        let start = ContinuousClock.now
        do {
            let models = try await listModels(model)
            evidence.owners = Set(models.compactMap(\.owner))
            try add(.models(models, asked: model.modelID, elapsed: start.duration(to: .now)))
        } catch let error as LLMError {
            note(error.metadata)
            try add(.models(failed: error))
        }
    }

    private mutating func listModels(_ model: BifrostModel) async throws -> [ModelInfo] {
        // Asking for one provider's spares the gateway from asking all of them.
        let parts = model.modelID.split(separator: "/", maxSplits: 1)
        var models: [ModelInfo] = []
        var pages = 0
        for try await page in model.models(provider: parts.count == 2 ? String(parts[0]) : nil) {
            note(page.metadata)
            models += page.models
            pages += 1
            if pages == Self.maximumPages || page.models.contains(where: { $0.id == model.modelID }) { break }
        }
        return models
    }

    mutating func examineGateway(_ model: BifrostModel) async throws {
        let health = try await result { try await model.health() }
        let metadata: ResponseMetadata? =
            switch health {
            case .success(let health): health.metadata
            case .failure(let error): error.metadata
            }
        note(metadata)
        let isReused = metadata?.status.flatMap { _ in metadata?.metrics?.reusedConnection }
        try skipChatChecks()
        if asksForChat { try add(.reuse(isReused, after: chatEnd)) }
        // Anything else would be answered by a page for people, or not at all.
        evidence.version = try? await result { try await model.version() }.get()
        try add(
            .gateway(
                GatewayIdentity(evidence), isDropIn: GatewayFlavour(path: path) == .dropIn, health: health))
        try add(.clock(date?.text, now: date?.arrived ?? .now()))
    }

    private var path: Substring {
        let url = settings.config.baseURL
        return (url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]).drop { $0 != "/" }
    }

    private func result<Value: Sendable>(
        _ call: () async throws -> Value
    ) async throws -> Result<Value, LLMError> {
        do {
            return .success(try await call())
        } catch let error as LLMError {
            return .failure(error)
        }
    }

    mutating func note(_ metadata: ResponseMetadata?) {
        for header in metadata?.headers ?? [] { note(header.name, header.value) }
        if metadata?.gateway.extraFields != nil { evidence.hasExtraFields = true }
    }

    private mutating func note(_ name: String, _ value: String) {
        evidence.headers[name.lowercased()] = value
        if name.lowercased() == "date" { date = (value, .now()) }
    }
}
