/// `embeddings`: the same text always gets the same vector, and texts with words in common get similar ones.
enum EmbeddingsAnswer {
    private static let defaultDimensions = 8
    private static let maximumDimensions = 8192

    static func script(_ request: ModelRequest, _ text: String?) throws(GatewayFailure) -> Script {
        let inputs = try inputs(request)
        let dimensions = request.body["dimensions"]?.integer ?? defaultDimensions
        guard 1...maximumDimensions ~= dimensions else {
            throw GatewayFailure(
                status: 400, type: "invalid_request_error", message: "Invalid value for 'dimensions'.")
        }
        let isBase64 = request.body["encoding_format"]?.string == "base64"
        let data = inputs.enumerated().map { index, words -> JSONValue in
            let vector = vector(words, dimensions)
            return [
                "index": .integer(index), "object": "embedding",
                "embedding": isBase64 ? .string(Base64.text(littleEndian(vector))) : .array(vector.map(number)),
            ]
        }
        let tokens = inputs.reduce(0) { $0 + $1.count }
        return .json([
            "object": "list", "model": .string(request.model), "data": .array(data),
            "usage": ["prompt_tokens": .integer(tokens), "completion_tokens": 0, "total_tokens": .integer(tokens)],
            "extra_fields": request.extraFields,
        ])
    }

    /// What each input says: its words, or its tokens as words.
    private static func inputs(_ request: ModelRequest) throws(GatewayFailure) -> [[String]] {
        switch request.body["input"] {
        case .string(let text)?: return [Words.split(text)]
        case .array(let elements)? where !elements.isEmpty:
            if elements.allSatisfy({ $0.integer != nil }) { return [elements.map(\.encoded)] }
            return elements.map { element in
                element.string.map(Words.split) ?? (element.array ?? []).map(\.encoded)
            }
        default: throw request.refusal("input not provided for embedding request")
        }
    }

    /// Each word points in a direction of its own; the sum has the length one.
    private static func vector(_ words: [String], _ dimensions: Int) -> [Float] {
        var vector = [Float](repeating: 0, count: dimensions)
        for word in words.isEmpty ? [""] : words {
            var random = word.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
            for position in vector.indices {
                random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                vector[position] += Float(random >> 40) / Float(1 << 23) - 1
            }
        }
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return vector.map { $0 / length }
    }

    /// With as few digits as bring the same number of 32 bits back.
    private static func number(_ value: Float) -> JSONValue { .number(Double("\(value)") ?? 0) }

    private static func littleEndian(_ vector: [Float]) -> [UInt8] {
        vector.flatMap { value in
            (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
        }
    }
}
