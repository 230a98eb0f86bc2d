import Bifrost
import LLM

extension JSONOutput {
    /// The numbers of an embedding: a list of lists where the model gave several.
    static func vector(_ embedding: Embedding) -> JSONOutput {
        let parts = embedding.parts.map { part in JSONOutput.array(part.map(number)) }
        return parts.count == 1 ? parts[0] : .array(parts)
    }

    /// The line of an embedding.
    static func embedding(_ index: Int, _ vector: JSONOutput) -> JSONOutput {
        ["type": "embedding", "index": .integer(index), "embedding": vector]
    }

    /// The line after the last embedding.
    static func embeddings(_ response: EmbeddingResponse) -> JSONOutput {
        [
            "type": "embeddings",
            "count": .integer(response.embeddings.count),
            "dimensions": .integer(response.vectors.first?.count),
            "model": .string(response.model),
            "provider": .string(response.metadata.gateway.routing.provider),
            "usage": response.usage.map(usage) ?? nil,
        ]
    }

    /// With as few digits as bring the same number of 32 bits back.
    private static func number(_ value: Float) -> JSONOutput { .number(Double("\(value)") ?? .nan) }
}
