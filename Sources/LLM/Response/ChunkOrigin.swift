/// Who answers: chunk after chunk says the same, so they share it.
package final class ChunkOrigin: Sendable {
    package let id: String?
    package let model: String?
    package let provider: String?

    /// Nil when nothing is known.
    package init?(id: String?, model: String?, provider: String?) {
        guard id != nil || model != nil || provider != nil else { return nil }
        self.id = id
        self.model = model
        self.provider = provider
    }
}

extension ChunkOrigin: Hashable {
    package static func == (one: ChunkOrigin, other: ChunkOrigin) -> Bool {
        one === other || (one.id == other.id && one.model == other.model && one.provider == other.provider)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(id)
        hasher.combine(model)
        hasher.combine(provider)
    }
}
